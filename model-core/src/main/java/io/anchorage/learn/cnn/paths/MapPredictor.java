package io.anchorage.learn.cnn.paths;

import io.anchorage.field.Field;
import io.anchorage.format.TensorFile;
import java.util.List;
import java.util.Optional;

/** Predicts the feature maps of the training images, and learns from single activations. */
public interface MapPredictor extends AutoCloseable {
  /**
   * Predicts whole maps.
   *
   * @param layer from 1
   * @param images numbers of the images
   * @return [images][channels][positions]
   */
  float[] predict(int layer, int[] images);

  /**
   * Fits the predictor to known activations, minimising the squared error at their positions only
   * (He 2025, eq. 16).
   *
   * @param layer from 1
   * @param seen partial maps, each of a different image
   * @param steps number of optimiser steps
   */
  void learn(int layer, List<PartialMap> seen, int steps);

  /**
   * The field that predicts a map.
   *
   * @param layer from 1
   * @param image number of the image
   * @return values are the map's own; empty if maps have no fields of their own
   */
  Optional<Field> field(int layer, int image);

  /**
   * All that the predictions of a layer's maps, and how they go on learning, depend on. The arrays
   * may be the predictor's own: encode them before its next step.
   *
   * @param layer from 1
   */
  TensorFile state(int layer);

  /**
   * Goes on from a {@link #state} of a predictor that was made alike.
   *
   * @throws IllegalArgumentException in one line, if it is of another, or damaged
   */
  void restore(int layer, TensorFile state);

  /** Number of parameters stored to predict the maps of all images, optimiser state excluded. */
  long parameters();

  /** Number of values in the optimiser's state. */
  long moments();

  @Override
  default void close() {}
}
