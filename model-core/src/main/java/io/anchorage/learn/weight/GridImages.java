package io.anchorage.learn.weight;

import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;

/** What networks of two coordinates show on a square grid that ends at -1 and 1. */
public final class GridImages {
  private final MlpShape shape;
  private final MlpPoints points;

  /**
   * @param side of the images in pixels, at least 2
   */
  public GridImages(MlpShape shape, int side) {
    this.shape = shape;
    float[] axis = axis(side);
    this.points = MlpPoints.grid(new float[][] {axis, axis.clone()}, new int[] {0, 1});
  }

  /** The coordinates of the pixels along an axis, from -1 to 1. */
  public static float[] axis(int side) {
    float[] axis = new float[side];
    for (int i = 0; i < side; i++) {
      axis[i] = 2f * i / (side - 1) - 1;
    }
    return axis;
  }

  /**
   * Draws one image.
   *
   * @param image [outputs][side][side], overwritten
   */
  public void draw(WeightVector network, float[] image) {
    MlpKernel kernel = KernelProviders.best().mlp(shape);
    kernel.evaluate(points, network.parameters(), image);
  }
}
