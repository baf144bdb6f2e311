package io.anchorage.cloud;

import io.anchorage.UserException;

/**
 * A cloud, what it is, and whose it is. At least one point, all numbers finite.
 *
 * @param id the image's stable id; decides its side of a split
 * @param repeat of the fits of one image, from 0
 * @param label the classes
 */
public record LabelledCloud(String id, int repeat, PointCloud cloud, ClassWeights label) {
  /**
   * @throws UserException of kind INPUT if the cloud is empty or holds a number that is not finite
   */
  public LabelledCloud {
    if (cloud.points() == 0) {
      throw bad(id, "has no points");
    }
    checkFinite(id, "position", cloud.positions(), 2);
    checkFinite(id, "feature", cloud.features(), cloud.dim());
  }

  /**
   * A cloud of one class.
   *
   * @throws UserException of kind INPUT as the constructor, and if the label is not in 0 .. classes
   *     - 1
   */
  public static LabelledCloud of(String id, int repeat, PointCloud cloud, int label, int classes) {
    if (label < 0 || label >= classes) {
      throw bad(id, "has label %d, the classes are 0 .. %d".formatted(label, classes - 1));
    }
    return new LabelledCloud(id, repeat, cloud, ClassWeights.of(label, classes));
  }

  /** Of the only fit of an image. */
  public static LabelledCloud of(String id, PointCloud cloud, int label, int classes) {
    return of(id, 0, cloud, label, classes);
  }

  /** Tells clouds apart, of one image too; decides the cloud's random numbers. */
  public String key() {
    return repeat == 0 ? id : id + "#" + repeat;
  }

  /** The same label on another cloud. */
  public LabelledCloud with(PointCloud other) {
    return new LabelledCloud(id, repeat, other, label);
  }

  /** The same cloud under another label. */
  public LabelledCloud with(ClassWeights other) {
    return new LabelledCloud(id, repeat, cloud, other);
  }

  private static void checkFinite(String id, String what, float[] numbers, int perPoint) {
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw bad(
            id,
            "has %s %s, number %d of point %d"
                .formatted(what, numbers[i], i % perPoint, i / perPoint));
      }
    }
  }

  private static UserException bad(String id, String what) {
    return new UserException(
        UserException.Kind.INPUT,
        "Cloud %s %s; leave it out or fit its image again".formatted(id, what));
  }
}
