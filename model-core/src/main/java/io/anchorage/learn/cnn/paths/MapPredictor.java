package io.anchorage.learn.cnn.paths;

import java.util.List;

/** Predicts the feature maps of a training's images, and learns from single activations. */
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
   * Takes steps towards activations, by the squared error at these positions alone (He 2025, eq.
   * 16).
   *
   * @param layer from 1
   * @param seen of different images
   * @param steps to take
   */
  void learn(int layer, List<PartialMap> seen, int steps);

  /** How many numbers are kept to predict the maps of all images, without the optimiser's. */
  long parameters();

  /** How many numbers the optimiser keeps beside them. */
  long moments();

  @Override
  default void close() {}
}
