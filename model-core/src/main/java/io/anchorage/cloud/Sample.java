package io.anchorage.cloud;

import io.anchorage.UserException;

/**
 * What a model sees of one field, whose it is, and of which class.
 *
 * @param id the image's stable id; decides its side of a split
 * @param repeat of the fits of one image, from 0
 * @param view what the model sees
 * @param label the classes
 */
public record Sample(String id, int repeat, FieldView view, ClassWeights label) {
  /**
   * @throws UserException of kind INPUT if no model can take the view: it is empty, or holds a
   *     number that is not finite
   */
  public Sample {
    view.flaw()
        .ifPresent(
            flaw -> {
              throw bad(view, id, flaw);
            });
  }

  /**
   * A sample of one class.
   *
   * @throws UserException of kind INPUT as the constructor, and if the label is not in 0 .. classes
   *     - 1
   */
  public static Sample of(String id, int repeat, FieldView view, int label, int classes) {
    if (label < 0 || label >= classes) {
      throw bad(view, id, "has label %d, the classes are 0 .. %d".formatted(label, classes - 1));
    }
    return new Sample(id, repeat, view, ClassWeights.of(label, classes));
  }

  /** Of the only fit of an image. */
  public static Sample of(String id, FieldView view, int label, int classes) {
    return of(id, 0, view, label, classes);
  }

  /** Tells samples apart, of one image too; decides the sample's random numbers. */
  public String key() {
    return repeat == 0 ? id : id + "#" + repeat;
  }

  /**
   * The view as a cloud, for what is done to clouds alone.
   *
   * @throws ClassCastException if it is of another kind
   */
  public PointCloud cloud() {
    return (PointCloud) view;
  }

  /** The same label on another view. */
  public Sample with(FieldView other) {
    return new Sample(id, repeat, other, label);
  }

  /** The same view under another label. */
  public Sample with(ClassWeights other) {
    return new Sample(id, repeat, view, other);
  }

  private static UserException bad(FieldView view, String id, String what) {
    return new UserException(
        UserException.Kind.INPUT,
        "%s %s %s; leave it out or fit its image again"
            .formatted(view.kind().oneFirst(), id, what));
  }
}
