package io.anchorage.kernel;

/**
 * Passes over points of one ARC, in blocks of sixteen so that no stage waits for the one before.
 * Holds scratch memory; not thread-safe.
 *
 * <p>Forward, for a point with anchors i_0 .. i_(n-1): {@code h = relu(constants + sum_j
 * T[i_j][j])}, {@code y = V h + v}. Backward of the mean squared error over M points and C
 * channels: {@code e = 2 (y - t) / (M C)}, {@code g = (V^T e) [h > 0]}, {@code dT[i_j][j] += g}.
 */
public final class ArcPass {
  private static final int BLOCK = 16;

  private final ArcKernel kernel;
  private final ArcWeights weights;
  private final ArcShape shape;
  private final float[] constants;
  private final float[] hidden;
  private final float[] lanes;
  private final float[] errors;

  public ArcPass(ArcKernel kernel, ArcWeights weights) {
    this.kernel = kernel;
    this.weights = weights;
    this.shape = weights.shape();
    this.constants = new float[BLOCK * shape.hiddenRow()];
    this.hidden = new float[BLOCK * shape.hiddenRow()];
    this.lanes = new float[BLOCK * shape.channels() * LaneTree.LANES];
    this.errors = new float[BLOCK * shape.channels()];
  }

  /**
   * Tables of all anchors: {@code T[i][j] = W_j z_i}.
   *
   * @param latents [anchors][latentRow]
   * @param tables [anchors][tableRow]
   */
  public void tables(float[] latents, int anchors, float[] tables) {
    MatrixRows rows = new MatrixRows(latents, 0, anchors, shape.latentDim(), shape.latentRow());
    kernel.product(rows, weights.tables(), shape.tableRow(), tables, 0);
  }

  /**
   * Gradients of all latents from those of their tables.
   *
   * @param gradients of the tables, [anchors][tableRow]
   * @param out [anchors][latentRow]
   */
  public void latentGradients(float[] gradients, int anchors, float[] out) {
    MatrixRows rows = new MatrixRows(gradients, 0, anchors, shape.tableRow(), shape.tableRow());
    kernel.product(rows, weights.latents(), shape.latentRow(), out, 0);
  }

  /**
   * Values at the points {@code from} to {@code to - 1}.
   *
   * @param out [to - from][channels]
   */
  public void values(ArcPoints points, int from, int to, float[] tables, float[] out) {
    int channels = shape.channels();
    for (int p = from; p < to; p += BLOCK) {
      int count = Math.min(BLOCK, to - p);
      forward(points, p, count, tables);
      for (int i = 0; i < count * channels; i++) {
        out[(p - from) * channels + i] = value(i, i % channels);
      }
    }
  }

  /**
   * The loss over the points {@code from} to {@code to - 1}, and its gradient.
   *
   * @param targets [points.count()][channels]
   * @param gradients of the tables, added to
   * @return mean squared error over points and channels
   */
  public float gradient(
      ArcPoints points, float[] targets, int from, int to, float[] tables, float[] gradients) {
    float scale = 2f / ((to - from) * shape.channels());
    double loss = 0;
    for (int p = from; p < to; p += BLOCK) {
      int count = Math.min(BLOCK, to - p);
      forward(points, p, count, tables);
      loss += errors(count, targets, p * shape.channels(), scale);
      kernel.backward(shape, count, errors, weights.output(), hidden);
      kernel.scatter(shape, count, hidden, gradients, points.offsets(), p * shape.slots());
    }
    return (float) (loss / ((double) (to - from) * shape.channels()));
  }

  /** As {@link #gradient}, and adds the gradient of the decoder. */
  public float gradientOfAll(
      ArcPoints points,
      float[] targets,
      int from,
      int to,
      float[] tables,
      float[] gradients,
      ArcDecoderGradient decoder) {
    float scale = 2f / ((to - from) * shape.channels());
    double loss = 0;
    for (int p = from; p < to; p += BLOCK) {
      int count = Math.min(BLOCK, to - p);
      forward(points, p, count, tables);
      loss += errors(count, targets, p * shape.channels(), scale);
      decoder.addOutputs(kernel, count, errors, hidden);
      kernel.backward(shape, count, errors, weights.output(), hidden);
      decoder.addPositions(kernel, points, p, count, hidden);
      kernel.scatter(shape, count, hidden, gradients, points.offsets(), p * shape.slots());
    }
    return (float) (loss / ((double) (to - from) * shape.channels()));
  }

  private void forward(ArcPoints points, int from, int count, float[] tables) {
    float[] kept = points.keptConstants();
    if (kept == null) {
      points.constants(kernel, weights, from, count, constants);
    }
    kernel.hidden(
        shape,
        count,
        kept == null ? constants : kept,
        kept == null ? 0 : from * shape.hiddenRow(),
        tables,
        points.offsets(),
        from * shape.slots(),
        hidden);
    kernel.outputs(shape, count, hidden, weights.output(), lanes);
  }

  /** Output {@code i} of the block, which is of channel {@code c}. */
  private float value(int i, int c) {
    return LaneTree.sum(lanes, i * LaneTree.LANES) + weights.outputBias()[c];
  }

  /**
   * Leaves the gradients of the outputs in {@code errors}; gives the sum of squared differences.
   */
  private double errors(int count, float[] targets, int target, float scale) {
    int channels = shape.channels();
    double squares = 0;
    for (int p = 0; p < count; p++) {
      for (int c = 0; c < channels; c++) {
        int i = p * channels + c;
        float difference = value(i, c) - targets[target + i];
        squares += (double) difference * difference;
        errors[i] = difference * scale;
      }
    }
    return squares;
  }
}
