package io.anchorage.family.arc.kernel;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.LaneTree;
import java.util.Arrays;

/** The rows of {@link ArcJacobian} that belong to one strand, and sums over them. */
final class JacobianStrand {
  private static final int BLOCK = 16;

  private final JacobianKernel kernel;
  private final ArcShape shape;
  private final ArcStrand strand;

  /** For each point and slot: where its latent begins, among all and among the strand's. */
  private final int[] from;

  private final int[] to;
  private final float[] lanes;
  private final float[] sums;
  private final float[] m;
  private final int rows;
  private int units;
  private int newUnits;
  private float[] differences;
  private float[] newDifferences;
  private double squares;

  JacobianStrand(JacobianKernel kernel, ArcShape shape, ArcStrand strand) {
    this.kernel = kernel;
    this.shape = shape;
    this.strand = strand;
    int count = strand.count();
    this.from = new int[count * shape.slots()];
    this.to = new int[from.length];
    for (int i = 0; i < from.length; i++) {
      int row = strand.offsets()[i] / shape.hiddenRow();
      from[i] = strand.latentStarts()[row];
      to[i] = strand.places()[row];
    }
    this.lanes = new float[BLOCK * shape.channels() * LaneTree.LANES];
    this.sums = new float[strand.anchorStarts().length * shape.latentRow()];
    this.differences = new float[count * shape.channels()];
    this.newDifferences = new float[count * shape.channels()];
    Arena.Plan plan = new Arena.Plan();
    this.rows = plan.take(Math.multiplyExact(count * shape.channels(), shape.jacobianRow()));
    this.units = plan.take(count * shape.hiddenRow());
    this.newUnits = plan.take(count * shape.hiddenRow());
    this.m = Arena.take(plan);
    Arrays.fill(m, rows, rows + count * shape.channels() * shape.jacobianRow(), 0f);
    Arrays.fill(m, units, units + count * shape.hiddenRow(), 0f);
  }

  /** Hidden units and differences at other latents; {@link #squares} is then their sum. */
  void differences(ArcStrandPass pass, ArcPoints points, float[] targets, float[] latents) {
    squares = pass.differences(points, strand, targets, latents, m, newUnits, newDifferences);
  }

  /** Moves the rows to the latents of the last {@link #differences}. */
  void follow(float[] unitRows, int unitRowsAt) {
    kernel.follow(shape, strand.count(), m, units, m, newUnits, unitRows, unitRowsAt, m, rows);
    int left = units;
    units = newUnits;
    newUnits = left;
    float[] before = differences;
    differences = newDifferences;
    newDifferences = before;
  }

  void gradient() {
    Arrays.fill(sums, 0f);
    kernel.back(shape, strand.count(), m, rows, differences, 0, to, 0, sums);
  }

  void diagonal() {
    Arrays.fill(sums, 0f);
    kernel.squares(shape, strand.count(), m, rows, to, 0, sums);
  }

  /** Sums of {@code J^T J x}; {@link #squares} is then {@code |J x|^2}. */
  void normal(float[] x) {
    Arrays.fill(sums, 0f);
    int channels = shape.channels();
    float[] values = new float[BLOCK * channels];
    squares = 0;
    for (int p = 0; p < strand.count(); p += BLOCK) {
      int count = Math.min(BLOCK, strand.count() - p);
      int at = rows + p * channels * shape.jacobianRow();
      kernel.along(shape, count, m, at, x, from, p * shape.slots(), lanes);
      for (int i = 0; i < count * channels; i++) {
        values[i] = LaneTree.sum(lanes, i * LaneTree.LANES);
        squares += (double) values[i] * values[i];
      }
      kernel.back(shape, count, m, at, values, 0, to, p * shape.slots(), sums);
    }
  }

  double squares() {
    return squares;
  }

  /** Adds the strand's sums to those of all latents. */
  void addTo(ArcKernel rowKernel, float[] out) {
    int[] starts = strand.anchorStarts();
    int count = starts.length;
    rowKernel.addRows(count, shape.latentRow(), sums, 0, starts, out, 0);
  }

  void close() {
    Arena.give(m);
  }
}
