package io.anchorage.jobs.fit;

import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Some images of the training split, chosen by the recipe's seed: those whose ids have the smallest
 * keys. The choice depends on the seed and the split's ids, not on their order and not on which
 * images a run selects. Images that cannot be used give way to the next.
 */
final class TrainingSample {
  private static final String PURPOSE = "training-sample";
  private static final Comparator<Keyed> BY_KEY =
      Comparator.<Keyed>comparingLong(keyed -> keyed.key() + Long.MIN_VALUE)
          .thenComparing(keyed -> keyed.item().id());

  private record Keyed(long key, ItemRef item) {}

  private TrainingSample() {}

  /**
   * Reads the sample.
   *
   * @param channels that a signal must have
   * @param count so many signals, fewer if there are not as many
   * @return in the order of their keys
   */
  static List<Signal> read(
      ImageSource source, Signals signals, int channels, FitRecipe recipe, int count) {
    List<ItemRef> chosen = choose(source.items(), recipe, count + Math.max(8, count / 4));
    Map<String, Signal> read = new TreeMap<>();
    Iterator<SourceImage> images = source.read(inFileOrder(chosen));
    while (images.hasNext()) {
      if (images.next() instanceof SourceImage.Decoded image) {
        add(image, signals, channels, read);
      }
    }
    return chosen.stream()
        .map(item -> read.get(item.id()))
        .filter(signal -> signal != null)
        .limit(count)
        .toList();
  }

  private static void add(
      SourceImage.Decoded image, Signals signals, int channels, Map<String, Signal> read) {
    try {
      Signal signal = signals.of(image.item().id(), image.raster());
      if (signal.channels() == channels) {
        read.put(signal.id(), signal);
      }
    } catch (BadImageException e) {
      // It becomes a failure when its turn to be fitted comes, if it is selected.
    }
  }

  /** The {@code count} training items with the smallest keys, smallest first. */
  static List<ItemRef> choose(Iterator<ItemRef> items, FitRecipe recipe, int count) {
    PriorityQueue<Keyed> smallest = new PriorityQueue<>(BY_KEY.reversed());
    while (items.hasNext()) {
      ItemRef item = items.next();
      if (Split.TRAIN.holds(item.split())) {
        smallest.add(new Keyed(recipe.seeds(item.id(), 0).key(PURPOSE), item));
        if (smallest.size() > count) {
          smallest.remove();
        }
      }
    }
    List<Keyed> chosen = new ArrayList<>(smallest);
    chosen.sort(BY_KEY);
    return chosen.stream().map(Keyed::item).toList();
  }

  private static List<ItemRef> inFileOrder(List<ItemRef> items) {
    return items.stream()
        .sorted(Comparator.comparing(ItemRef::location).thenComparingLong(ItemRef::position))
        .toList();
  }
}
