package io.anchorage.learn.cnn.train;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.kernel.random.SmallestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sample of the same number of images from each class. Which images it has depends on the seed
 * and the ids alone, not on the order in which images are offered. Holds no more images than the
 * sample has.
 *
 * @param <T> the data kept for each image
 */
public final class BalancedSample<T> {
  private static final String PURPOSE = "balanced-sample";

  private final long seed;
  private final int perClass;
  private final Map<Integer, SmallestKeys<T>> classes = new TreeMap<>();

  /**
   * @param perClass images of each class
   */
  public BalancedSample(long seed, int perClass) {
    this.seed = seed;
    this.perClass = perClass;
  }

  /** Offers an image, which may be dropped at once or replaced by a later one. */
  public void offer(String id, int label, T image) {
    classes
        .computeIfAbsent(label, c -> new SmallestKeys<>(perClass))
        .offer(new Seeds(seed, id, 0).key(PURPOSE), id, image);
  }

  /**
   * The sample, class by class, each class in the order of the draw.
   *
   * @param count number of classes
   * @throws UserException of kind INPUT, if a class has too few images
   */
  public List<T> images(int count) {
    List<T> images = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      List<T> kept = classes.getOrDefault(c, new SmallestKeys<>(perClass)).items();
      if (kept.size() < perClass) {
        throw new UserException(
            Kind.INPUT,
            "Class %d has %d images in the training split, the sample wants %d of each; lower per-class"
                .formatted(c, kept.size(), perClass));
      }
      images.addAll(kept);
    }
    return images;
  }
}
