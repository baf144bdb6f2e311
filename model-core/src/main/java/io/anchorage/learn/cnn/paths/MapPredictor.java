package io.anchorage.learn.cnn.paths;

import java.util.List;

/** Predicts feature maps of known images, and learns from single activations of them. */
public interface MapPredictor extends AutoCloseable {
  /**
   * What an image's map holds at some positions.
   *
   * <p>Not a record, because its arrays are large and never compared.
   */
  final class Sight {
    private final int image;
    private final int[] positions;
    private final float[] values;

    /**
     * @param image its number
     * @param positions of the map, ascending
     * @param values [channels][positions]; both arrays are shared
     */
    public Sight(int image, int[] positions, float[] values) {
      this.image = image;
      this.positions = positions;
      this.values = values;
    }

    public int image() {
      return image;
    }

    /** The sight's own array: read it, do not write. */
    public int[] positions() {
      return positions;
    }

    /** The sight's own array: read it, do not write. */
    public float[] values() {
      return values;
    }
  }

  /**
   * Whole maps.
   *
   * @param layer from 1
   * @param images numbers of images
   * @return [images][channels][positions]
   */
  float[] predict(int layer, int[] images);

  /**
   * Takes steps towards activations, by the squared error at these positions alone (He 2025, eq.
   * 16).
   *
   * @param layer from 1
   * @param sights of different images
   * @param steps to take
   */
  void learn(int layer, List<Sight> sights, int steps);

  /** Numbers that are kept to predict the maps of all images, without the optimiser's. */
  long parameters();

  /** Numbers that the optimiser keeps beside them. */
  long moments();

  @Override
  default void close() {}
}
