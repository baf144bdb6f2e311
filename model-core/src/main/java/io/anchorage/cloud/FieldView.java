package io.anchorage.cloud;

import java.util.Optional;

/**
 * What a model sees of one field: feature vectors, all of one length. Statistics and normalisation
 * ask for no more; a model asks for the one kind of view that it takes.
 */
public interface FieldView {
  /** Which kind of view this is. */
  ViewKind<?> kind();

  /** What it has in common with the other views of its dataset. */
  default ViewShape shape() {
    return ViewShape.of(dim());
  }

  /** How many feature vectors there are. */
  int rows();

  /** Length of a feature vector, at least 1. */
  int dim();

  /** [rows][dim]. The view's own array: read it, do not write. */
  float[] features();

  /** The same view with other features, of any length, one vector a row. */
  FieldView withFeatures(float[] other, int otherDim);

  /**
   * The same view with its features standardised. Unlike {@link #withFeatures}, it remains the view
   * of the same field: what else it shows stays as it is.
   *
   * @param standardised [rows][dim]
   */
  default FieldView standardised(float[] standardised) {
    return withFeatures(standardised, dim());
  }

  /**
   * Why no model can take this view, as the end of a sentence: {@code has no points}. Empty if one
   * can.
   */
  Optional<String> flaw();

  /** Memory that its numbers take, in bytes. */
  long bytes();
}
