package io.anchorage.learn.cnn.paths;

import java.util.List;

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

  /** Number of parameters stored to predict the maps of all images, optimiser state excluded. */
  long parameters();

  /** Number of values in the optimiser's state. */
  long moments();

  @Override
  default void close() {}
}
