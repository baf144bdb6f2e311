package io.anchorage.family.arc.kernel;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.MatrixRows;
import java.util.Arrays;

/**
 * Passes over one strand, in blocks of sixteen points so that no stage waits for the previous one.
 * Holds scratch memory that grows to the largest strand; not thread-safe.
 *
 * <p>Forward: {@code T[r] = W_j z_i} for the row r of anchor i and slot j, {@code h =
 * relu(constants + sum_j T[r_j])}, {@code y = V h + v}. Backward, for the mean squared error over M
 * points and C channels: {@code e = 2 (y - t) / (M C)}, {@code g = (V^T e) [h > 0]}, {@code dT[r] =
 * sum g} over the points that read r, {@code dz_i = sum_j W_j^T dT[r]}.
 */
final class ArcStrandPass {
  private static final int BLOCK = 16;

  private final ArcKernel kernel;
  private final ArcWeights weights;
  private final ArcShape shape;
  private final float[] errors;

  /** The memory of everything else. */
  private float[] m = {};

  private int constants;
  private int lanes;
  private int tables;
  private int hidden;
  private int rowGradients;
  private int rows;
  private int points;

  ArcStrandPass(ArcKernel kernel, ArcWeights weights) {
    this.kernel = kernel;
    this.weights = weights;
    this.shape = weights.shape();
    this.errors = new float[BLOCK * shape.channels()];
  }

  /** Writes the values of the strand's points to their positions in {@code out}. */
  void values(ArcPoints points, ArcStrand strand, float[] latents, float[] out) {
    fit(strand);
    tables(strand, latents);
    int channels = shape.channels();
    for (int p = 0; p < strand.count(); p += BLOCK) {
      int count = Math.min(BLOCK, strand.count() - p);
      forward(points, strand, p, count, m, hidden);
      for (int i = 0; i < count * channels; i++) {
        out[(strand.from() + p) * channels + i] = value(i, i % channels);
      }
    }
  }

  /**
   * The strand's hidden units and the differences between values and targets.
   *
   * @param units [points][hiddenRow], starting at {@code unitsAt}, overwritten
   * @param differences [points][channels], overwritten
   * @return the sum of their squares
   */
  double differences(
      ArcPoints points,
      ArcStrand strand,
      float[] targets,
      float[] latents,
      float[] units,
      int unitsAt,
      float[] differences) {
    fit(strand);
    tables(strand, latents);
    int channels = shape.channels();
    double squares = 0;
    for (int p = 0; p < strand.count(); p += BLOCK) {
      int count = Math.min(BLOCK, strand.count() - p);
      forward(points, strand, p, count, units, unitsAt);
      squares += errors(count, targets, (strand.from() + p) * channels, 1f);
      System.arraycopy(errors, 0, differences, p * channels, count * channels);
    }
    return squares;
  }

  /**
   * Gradients of the strand's latents.
   *
   * @param scale of the errors, 2 / (M C)
   * @param out [anchors of the strand][latentRow], overwritten
   * @return the sum of squared errors
   */
  double gradient(
      ArcPoints points,
      ArcStrand strand,
      float scale,
      float[] targets,
      float[] latents,
      float[] out) {
    fit(strand);
    tables(strand, latents);
    double squares = 0;
    for (int p = 0; p < strand.count(); p += BLOCK) {
      int count = Math.min(BLOCK, strand.count() - p);
      forward(points, strand, p, count, m, hidden);
      squares += errors(count, targets, (strand.from() + p) * shape.channels(), scale);
      backward(count, p);
    }
    latentGradients(strand, out);
    return squares;
  }

  /** Like {@link #gradient}, and also adds the gradient of the decoder. */
  double gradientOfAll(
      ArcPoints points,
      ArcStrand strand,
      float scale,
      float[] targets,
      float[] latents,
      float[] out,
      ArcDecoderGradient decoder) {
    fit(strand);
    tables(strand, latents);
    int row = shape.hiddenRow();
    double squares = 0;
    for (int p = 0; p < strand.count(); p += BLOCK) {
      int count = Math.min(BLOCK, strand.count() - p);
      forward(points, strand, p, count, m, hidden);
      squares += errors(count, targets, (strand.from() + p) * shape.channels(), scale);
      decoder.addOutputs(kernel, count, errors, m, hidden + p * row);
      backward(count, p);
      decoder.addPositions(kernel, points, strand.from() + p, count, m, hidden + p * row);
    }
    latentGradients(strand, out);
    decoder.addTables(kernel, strand, latents, m, tables);
    return squares;
  }

  private void tables(ArcStrand strand, float[] latents) {
    int dim = shape.latentDim();
    int row = shape.hiddenRow();
    for (int j = 0; j < shape.slots(); j++) {
      kernel.product(
          latents,
          strand.latentStarts(),
          strand.slotRow(j),
          strand.slotRow(j + 1),
          dim,
          weights.memory(),
          weights.tables() + j * dim * row,
          row,
          m,
          tables);
    }
  }

  /** Computes latent gradients, leaving the gradients of the tables in place. */
  private void latentGradients(ArcStrand strand, float[] out) {
    int row = shape.hiddenRow();
    int width = shape.latentRow();
    kernel.gather(shape, strand.rows(), strand.userStarts(), strand.users(), m, hidden, m, tables);
    for (int j = 0; j < shape.slots(); j++) {
      int first = strand.slotRow(j);
      int rows = strand.slotRow(j + 1) - first;
      kernel.product(
          new MatrixRows(m, tables + first * row, rows, shape.hidden(), row),
          weights.memory(),
          weights.latents() + j * row * width,
          width,
          m,
          rowGradients + first * width);
    }
    Arrays.fill(out, 0, strand.anchorStarts().length * width, 0f);
    kernel.addRows(strand.rows(), width, m, rowGradients, strand.places(), out, 0);
  }

  private void forward(
      ArcPoints points, ArcStrand strand, int at, int count, float[] units, int unitsAt) {
    int row = shape.hiddenRow();
    float[] kept = points.keptConstants();
    if (kept == null) {
      points.constants(kernel, weights, strand.from() + at, count, m, constants);
    }
    kernel.hidden(
        shape,
        count,
        kept == null ? m : kept,
        kept == null ? constants : points.keptConstantsAt() + (strand.from() + at) * row,
        m,
        tables,
        strand.offsets(),
        at * shape.slots(),
        units,
        unitsAt + at * row);
    kernel.outputs(
        shape, count, units, unitsAt + at * row, weights.memory(), weights.output(), m, lanes);
  }

  private void backward(int count, int at) {
    int from = hidden + at * shape.hiddenRow();
    kernel.backward(shape, count, errors, weights.memory(), weights.output(), m, from);
  }

  /** Output {@code i} of the block, which belongs to channel {@code c}. */
  private float value(int i, int c) {
    return LaneTree.sum(m, lanes + i * LaneTree.LANES) + weights.outputBias()[c];
  }

  /** Writes the gradients of the outputs to {@code errors}; returns the sum of squared errors. */
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

  private void fit(ArcStrand strand) {
    if (m.length > 0 && rows >= strand.rows() && points >= strand.count()) {
      return;
    }
    rows = Math.max(rows, strand.rows());
    points = Math.max(points, strand.count());
    Arena.Plan plan = new Arena.Plan();
    constants = plan.take(BLOCK * shape.hiddenRow());
    lanes = plan.take(BLOCK * shape.channels() * LaneTree.LANES);
    tables = plan.take(rows * shape.hiddenRow());
    rowGradients = plan.take(rows * shape.latentRow());
    hidden = plan.take(points * shape.hiddenRow());
    close();
    m = Arena.take(plan);
  }

  /** Releases the memory; a later pass allocates it again. */
  void close() {
    if (m.length > 0) {
      Arena.give(m);
      m = new float[0];
    }
  }
}
