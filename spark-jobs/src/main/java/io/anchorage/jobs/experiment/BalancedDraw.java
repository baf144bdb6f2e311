package io.anchorage.jobs.experiment;

import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.kernel.random.SmallestKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Draws images from each split, balanced over the classes. A draw depends only on a seed and the
 * images' ids, so a smaller draw is a subset of a larger one.
 */
final class BalancedDraw {
  private static final String PURPOSE = "balanced-draw";

  private record Place(int rank, int label, String id) {}

  private BalancedDraw() {}

  /**
   * Draws images.
   *
   * @param counts the maximum number of images to draw from a split, by its name; other splits are
   *     taken whole
   * @return the ids of the images drawn; empty if the draw takes all images of all splits
   */
  static Set<String> ids(ImageSource source, Map<String, Integer> counts, long seed) {
    Map<String, List<ItemRef>> splits = new LinkedHashMap<>();
    source
        .items()
        .forEachRemaining(
            item -> splits.computeIfAbsent(item.split(), s -> new ArrayList<>()).add(item));
    boolean all =
        splits.entrySet().stream()
            .allMatch(e -> e.getValue().size() <= counts.getOrDefault(e.getKey(), 1 << 30));
    Set<String> drawn = new HashSet<>();
    if (!all) {
      splits.forEach(
          (split, items) -> {
            int count = counts.getOrDefault(split, items.size());
            if (count < items.size()) {
              drawn.addAll(some(source, items, count, seed));
            } else {
              items.forEach(item -> drawn.add(item.id()));
            }
          });
    }
    return drawn;
  }

  private static List<String> some(ImageSource source, List<ItemRef> items, int count, long seed) {
    Map<Integer, SmallestKeys<String>> classes = new TreeMap<>();
    Iterator<SourceImage> images = source.read(items);
    while (images.hasNext()) {
      if (images.next() instanceof SourceImage.Decoded image) {
        String id = image.item().id();
        classes
            .computeIfAbsent(image.label(), c -> new SmallestKeys<>(count))
            .offer(key(id, seed), id, id);
      }
    }
    List<Place> places = new ArrayList<>();
    classes.forEach(
        (label, smallest) -> {
          List<String> ids = smallest.items();
          for (int rank = 0; rank < ids.size(); rank++) {
            places.add(new Place(rank, label, ids.get(rank)));
          }
        });
    places.sort(Comparator.comparingInt(Place::rank).thenComparingInt(Place::label));
    return places.stream().limit(count).map(Place::id).toList();
  }

  /** An image's key, shifted because this draw has always ordered its keys as signed numbers. */
  private static long key(String id, long seed) {
    return new Seeds(seed, id, 0).key(PURPOSE) + Long.MIN_VALUE;
  }
}
