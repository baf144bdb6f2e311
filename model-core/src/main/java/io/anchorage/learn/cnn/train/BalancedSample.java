package io.anchorage.learn.cnn.train;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.kernel.random.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * As many images of each class, chosen by the seed: those whose ids have the smallest keys. Which
 * they are depends on the seed and the ids alone, not on the order in which images are offered.
 * Holds no more than the sample.
 *
 * @param <T> what is kept of an image
 */
public final class BalancedSample<T> {
  private static final String PURPOSE = "balanced-sample";

  private final long seed;
  private final int perClass;
  private final Map<Integer, PriorityQueue<Keyed<T>>> classes = new TreeMap<>();

  private record Keyed<T>(long key, String id, T image) {
    static final Comparator<Keyed<?>> ORDER =
        Comparator.<Keyed<?>>comparingLong(keyed -> keyed.key() + Long.MIN_VALUE)
            .thenComparing(Keyed::id);
  }

  /**
   * @param perClass images of each class
   */
  public BalancedSample(long seed, int perClass) {
    this.seed = seed;
    this.perClass = perClass;
  }

  /** Offers an image; it may be dropped at once, or for a later one. */
  public void offer(String id, int label, T image) {
    PriorityQueue<Keyed<T>> kept =
        classes.computeIfAbsent(label, c -> new PriorityQueue<>(Keyed.ORDER.reversed()));
    kept.add(new Keyed<>(new Seeds(seed, id, 0).key(PURPOSE), id, image));
    if (kept.size() > perClass) {
      kept.remove();
    }
  }

  /**
   * The sample, class by class, in the order of their keys.
   *
   * @param count of classes
   * @throws UserException of kind INPUT, if a class has too few images
   */
  public List<T> images(int count) {
    List<T> images = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      List<Keyed<T>> kept = new ArrayList<>(classes.getOrDefault(c, new PriorityQueue<>()));
      if (kept.size() < perClass) {
        throw new UserException(
            Kind.INPUT,
            "Class %d has %d images in the training split, the sample wants %d of each; lower per-class"
                .formatted(c, kept.size(), perClass));
      }
      kept.sort(Keyed.ORDER);
      kept.forEach(keyed -> images.add(keyed.image()));
    }
    return images;
  }
}
