package io.anchorage.jobs.fit;

import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.kernel.random.SmallestKeys;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Signal;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sample of a split, mostly the training split. It depends only on the recipe's seed and the ids
 * of the split's images, not on their order or on which images a run selects. An unusable image is
 * replaced by the next one in the order of the draw.
 *
 * <p>An {@link OutOfMemoryError} says that the sample takes more than half of the heap.
 */
final class TrainingSample {
  private static final String PURPOSE = "training-sample";

  private TrainingSample() {}

  /**
   * Reads the sample.
   *
   * @param split which images it is drawn from
   * @param channels the number of channels that a signal must have
   * @param count number of signals to return; fewer are returned if the split has no more usable
   *     ones
   * @return signals in the order of the draw
   */
  static List<Signal> read(
      ImageSource source, Split split, Signals signals, int channels, FitRecipe recipe, int count) {
    List<ItemRef> chosen = choose(source.items(), split, recipe, count + Math.max(8, count / 4));
    Map<String, Signal> read = new TreeMap<>();
    long room = Runtime.getRuntime().maxMemory() / 2;
    Iterator<SourceImage> images = source.read(inFileOrder(chosen));
    while (images.hasNext()) {
      if (images.next() instanceof SourceImage.Decoded image) {
        room -= add(image, signals, channels, read);
      }
      if (room < 0) {
        throw new OutOfMemoryError("the sample takes half of the heap");
      }
    }
    return chosen.stream()
        .map(item -> read.get(item.id()))
        .filter(signal -> signal != null)
        .limit(count)
        .toList();
  }

  /** Returns the bytes that the image's signal takes. */
  private static long add(
      SourceImage.Decoded image, Signals signals, int channels, Map<String, Signal> read) {
    try {
      Signal signal = signals.of(image.item().id(), image.raster());
      if (signal.channels() == channels) {
        read.put(signal.id(), signal);
        return (long) Float.BYTES * signal.values().length;
      }
    } catch (BadImageException e) {
      // It is recorded as a failure when it comes up for fitting, if it is selected.
    }
    return 0;
  }

  /** Chooses the {@code count} items of a split with the smallest keys, smallest first. */
  static List<ItemRef> choose(Iterator<ItemRef> items, Split split, FitRecipe recipe, int count) {
    SmallestKeys<ItemRef> chosen = new SmallestKeys<>(count);
    while (items.hasNext()) {
      ItemRef item = items.next();
      if (split.holds(item.split())) {
        chosen.offer(recipe.seeds(item.id(), 0).key(PURPOSE), item.id(), item);
      }
    }
    return chosen.items();
  }

  private static List<ItemRef> inFileOrder(List<ItemRef> items) {
    return items.stream()
        .sorted(Comparator.comparing(ItemRef::location).thenComparingLong(ItemRef::position))
        .toList();
  }
}
