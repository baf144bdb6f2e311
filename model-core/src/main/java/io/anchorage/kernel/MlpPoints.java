package io.anchorage.kernel;

import java.util.Arrays;

/**
 * Where a coordinate MLP is evaluated: a full grid, or any list of points. Immutable; several
 * kernels may share one.
 *
 * <p>On a full grid of two or more axes a point's first phase is a sum of one term an axis: {@link
 * MlpShape#angleSums}. Kernels take points by <i>position</i>: in their order, or, on such a grid,
 * in patches of sixteen. Some positions have no point.
 */
public final class MlpPoints {
  private static final int NONE = -1;

  private final int count;
  private final float[][] coordinates;
  private final int[] order;
  private final float[][] laid;
  private final float[] real;
  private final float[][] axes;
  private final int[] inputOfAxis;
  private final MlpPatches patches;

  private MlpPoints(
      int count,
      float[][] coordinates,
      float[][] axes,
      int[] inputOfAxis,
      MlpPatches patches,
      int[] order) {
    this.count = count;
    this.coordinates = coordinates;
    this.axes = axes;
    this.inputOfAxis = inputOfAxis;
    this.patches = patches;
    this.order = order;
    this.laid = new float[coordinates.length][];
    for (int k = 0; k < laid.length; k++) {
      laid[k] = lay(coordinates[k], 1);
    }
    this.real = new float[pitch()];
    for (int position = 0; position < order.length; position++) {
      real[position] = order[position] == NONE ? 0f : 1f;
    }
  }

  /**
   * Any points.
   *
   * @param coordinates [inputs][points]; copied
   */
  public static MlpPoints list(float[][] coordinates) {
    float[][] copies = new float[coordinates.length][];
    for (int k = 0; k < copies.length; k++) {
      copies[k] = coordinates[k].clone();
    }
    return listed(copies, new int[0]);
  }

  private static MlpPoints listed(float[][] coordinates, int[] inputOfAxis) {
    int count = coordinates[0].length;
    int[] order = new int[count];
    Arrays.setAll(order, n -> n);
    return new MlpPoints(count, coordinates, new float[0][], inputOfAxis, null, order);
  }

  /**
   * All points of a grid, the last axis the fastest.
   *
   * @param axes [axes][extent] the coordinate at each place of each axis, slowest axis first
   * @param inputOfAxis [axes] which of the network's inputs runs along the axis
   */
  public static MlpPoints grid(float[][] axes, int[] inputOfAxis) {
    int count = 1;
    for (float[] axis : axes) {
      count = Math.multiplyExact(count, axis.length);
    }
    float[][] coordinates = new float[axes.length][count];
    int run = count;
    for (int a = 0; a < axes.length; a++) {
      run /= axes[a].length;
      float[] out = coordinates[inputOfAxis[a]];
      for (int n = 0; n < count; n++) {
        out[n] = axes[a][n / run % axes[a].length];
      }
    }
    return axes.length > 1
        ? product(axes, inputOfAxis, count, coordinates)
        : listed(coordinates, inputOfAxis.clone());
  }

  private static MlpPoints product(
      float[][] axes, int[] inputOfAxis, int count, float[][] coordinates) {
    int[] extents = Arrays.stream(axes).mapToInt(axis -> axis.length).toArray();
    MlpPatches patches = MlpPatches.of(extents);
    float[][] padded = new float[axes.length][];
    for (int a = 0; a < axes.length; a++) {
      padded[a] = Arrays.copyOf(axes[a], patches.extents().get(a));
    }
    int[] order = new int[patches.positions()];
    for (int position = 0; position < order.length; position++) {
      order[position] = point(extents, patches, position);
    }
    return new MlpPoints(count, coordinates, padded, inputOfAxis.clone(), patches, order);
  }

  private static int point(int[] extents, MlpPatches patches, int position) {
    int point = 0;
    for (int a = 0; a < extents.length; a++) {
      int place = patches.place(a, position);
      if (place >= extents[a]) {
        return NONE;
      }
      point = point * extents[a] + place;
    }
    return point;
  }

  public int count() {
    return count;
  }

  public int inputs() {
    return coordinates.length;
  }

  /** [inputs][points], in the order of the points. Read it, do not write. */
  float[][] coordinates() {
    return coordinates;
  }

  /** One input of every point, in the order of the points. Read it, do not write. */
  public float[] coordinates(int input) {
    return coordinates[input];
  }

  /** Positions: at least as many as points. */
  public int positions() {
    return order.length;
  }

  /** Positions, padded to a multiple of {@link MlpShape#BLOCK}. */
  public int pitch() {
    return MlpShape.padded(order.length);
  }

  /** [pitch]: 1 at a position that has a point, 0 elsewhere. Read it, do not write. */
  public float[] real() {
    return real;
  }

  /**
   * Numbers of the points, laid out as kernels read them: zero where there is no point.
   *
   * @param values [channels][points]
   * @return [channels][pitch]
   */
  public float[] lay(float[] values, int channels) {
    float[] out = new float[Math.multiplyExact(channels, pitch())];
    for (int c = 0; c < channels; c++) {
      for (int position = 0; position < order.length; position++) {
        int point = order[position];
        out[c * pitch() + position] = point == NONE ? 0f : values[c * count + point];
      }
    }
    return out;
  }

  /** [inputs][pitch]: {@link #laid(int)} of each input. Read it, do not write. */
  public float[][] laid() {
    return laid;
  }

  /**
   * One input at every position, zero where there is no point and up to a multiple of {@link
   * MlpShape#BLOCK}. Read it, do not write.
   */
  public float[] laid(int input) {
    return laid[input];
  }

  /**
   * Copies numbers at some positions to their points.
   *
   * @param values the number at position {@code from} is at {@code at}
   * @param out from {@code outAt} on: one number a point
   */
  public void scatter(float[] values, int at, int from, int to, float[] out, int outAt) {
    for (int position = from; position < to; position++) {
      if (order[position] != NONE) {
        out[outAt + order[position]] = values[at + position - from];
      }
    }
  }

  /** Whether this is a full grid of two or more axes, for which {@link #axis} holds. */
  public boolean product() {
    return axes.length > 0;
  }

  public int axes() {
    return axes.length;
  }

  /**
   * The coordinate at each place of one axis, slowest axis first, and zeros up to whole patches.
   * Read it, do not write.
   */
  public float[] axis(int axis) {
    return axes[axis];
  }

  /** Which of the network's inputs runs along the axis. */
  public int inputOfAxis(int axis) {
    return inputOfAxis[axis];
  }

  /** The place of a position on one axis of a product grid. */
  public int place(int axis, int position) {
    return patches.place(axis, position);
  }

  /** Patches along the last axis of a product grid. */
  public int patchesAcross() {
    return patches.across();
  }

  /** Patches along the last but one axis of a product grid. */
  public int patchesDown() {
    return patches.down();
  }
}
