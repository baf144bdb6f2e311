package io.anchorage.kernel;

import java.util.Arrays;

/**
 * Where a SIREN is evaluated: a full grid, or any list of points. Immutable; several kernels may
 * share one.
 *
 * <p>On a full grid of two or more axes a point's phase is a sum of one angle an axis, so that sine
 * and cosine of the first layer follow from small tables by the angle-sum identities.
 */
public final class SirenPoints {
  private final int count;
  private final float[][] coordinates;
  private final float[][] axes;
  private final int[] inputOfAxis;

  private SirenPoints(int count, float[][] coordinates, float[][] axes, int[] inputOfAxis) {
    this.count = count;
    this.coordinates = coordinates;
    this.axes = axes;
    this.inputOfAxis = inputOfAxis;
  }

  /**
   * Any points.
   *
   * @param coordinates [inputs][points]; copied
   */
  public static SirenPoints list(float[][] coordinates) {
    int count = coordinates[0].length;
    float[][] padded = new float[coordinates.length][];
    for (int k = 0; k < coordinates.length; k++) {
      padded[k] = Arrays.copyOf(coordinates[k], SirenShape.padded(count));
    }
    return new SirenPoints(count, padded, new float[0][], new int[0]);
  }

  /**
   * All points of a grid, the last axis the fastest.
   *
   * @param axes [axes][extent] the coordinate at each place of each axis, slowest axis first
   * @param inputOfAxis [axes] which of the network's inputs runs along the axis
   */
  public static SirenPoints grid(float[][] axes, int[] inputOfAxis) {
    int count = 1;
    for (float[] axis : axes) {
      count = Math.multiplyExact(count, axis.length);
    }
    float[][] coordinates = new float[axes.length][SirenShape.padded(count)];
    int run = count;
    for (int a = 0; a < axes.length; a++) {
      run /= axes[a].length;
      float[] out = coordinates[inputOfAxis[a]];
      for (int n = 0; n < count; n++) {
        out[n] = axes[a][n / run % axes[a].length];
      }
    }
    boolean product = axes.length > 1;
    return new SirenPoints(
        count, coordinates, product ? axes.clone() : new float[0][], inputOfAxis.clone());
  }

  public int count() {
    return count;
  }

  public int inputs() {
    return coordinates.length;
  }

  /** Whether the tables of {@link #axis} apply. */
  public boolean product() {
    return axes.length > 0;
  }

  public int axes() {
    return axes.length;
  }

  /** The coordinate at each place of one axis, slowest axis first. Read it, do not write. */
  public float[] axis(int axis) {
    return axes[axis];
  }

  /** Which of the network's inputs runs along the axis. */
  public int inputOfAxis(int axis) {
    return inputOfAxis[axis];
  }

  /**
   * One input of every point, followed by zeros up to a multiple of {@link SirenShape#BLOCK}. Read
   * it, do not write.
   */
  public float[] coordinates(int input) {
    return coordinates[input];
  }
}
