package io.anchorage.learn.point;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Rows;

/**
 * Attention within patches: {@code softmax(q k^T / sqrt(C / H) + R) v} for each of H heads. R is
 * the sum of two learned biases, one for the row offset and one for the column offset; empty slots
 * are masked.
 */
final class PatchAttention {
  private static final float MASKED = -1e9f;
  private static final float OFFSET_STD = 0.02f;

  private final int channels;
  private final int heads;
  private final int bound;
  private final Linear queryKeyValue;
  private final Linear output;
  private final Parameter rowOffsets;
  private final Parameter columnOffsets;

  /**
   * @param bound the largest offset with its own bias, in cells; 0 for no relative positions
   */
  PatchAttention(ModelParameters plan, String name, int channels, int heads, int bound) {
    this.channels = channels;
    this.heads = heads;
    this.bound = bound;
    this.queryKeyValue = Linear.of(plan, name + ".qkv", channels, 3 * channels);
    this.output = Linear.of(plan, name + ".proj", channels, channels);
    Init init = new Init.TruncatedNormal(OFFSET_STD);
    int side = 2 * bound + 1;
    this.rowOffsets = bound > 0 ? plan.parameter(name + ".rpe.row", init, side, heads) : null;
    this.columnOffsets = bound > 0 ? plan.parameter(name + ".rpe.column", init, side, heads) : null;
  }

  /** The patches of a stage, ready for attention. */
  static final class Arranged {
    private final Patches patches;
    private final boolean padded;
    private final int[] offsets;

    Arranged(Patches patches, int bound) {
      this.patches = patches;
      this.padded = patches.padded();
      this.offsets = bound > 0 || padded ? patches.offsets(bound) : null;
    }
  }

  /**
   * Applies attention.
   *
   * @param x [points, channels]
   * @return [points, channels]
   */
  NDArray apply(Pass pass, NDArray x, Arranged at) {
    int width = channels / heads;
    long patches = at.patches.count();
    long slots = at.patches.slots();
    NDArray all = queryKeyValue.apply(pass, x);
    NDArray rows = at.padded ? Rows.withZeroRow(pass, all) : all;
    NDList split =
        Rows.gather(rows, pass.indices(at.patches.points(), patches, slots))
            .reshape(patches, slots, 3, heads, width)
            .split(3, 2);
    NDArray query = pass.scaled(perHead(split.get(0)), 1 / Math.sqrt((double) width));
    NDArray scores = query.matMul(perHead(split.get(1)).transpose(0, 1, 3, 2));
    if (at.offsets != null) {
      scores = scores.add(bias(pass, at, patches, slots));
    }
    NDArray mixed = scores.softmax(-1).matMul(perHead(split.get(2)));
    NDArray joined = mixed.transpose(0, 2, 1, 3).reshape(patches * slots, channels);
    NDArray asked = Rows.gather(joined, pass.indices(at.patches.slotOfPoint(), x.size(0)));
    return output.apply(pass, asked);
  }

  /** [patches, heads, slots, slots], or one head shared by all. */
  private NDArray bias(Pass pass, Arranged at, long patches, long slots) {
    NDArray table = bound > 0 ? offsetTable(pass) : pass.zeros(1, 1);
    NDArray masked = pass.zeros(1, table.size(1)).addi(MASKED);
    NDArray index = pass.indices(at.offsets, patches, slots * slots);
    return Rows.columns(pass, NDArrays.concat(new NDList(table, masked), 0), index)
        .reshape(patches, table.size(1), slots, slots);
  }

  /** From [patches, slots, 1, heads, width] to [patches, heads, slots, width]. */
  private static NDArray perHead(NDArray x) {
    return x.squeeze(2).transpose(0, 2, 1, 3);
  }

  /** [(2 bound + 1)^2, heads], row offset major. */
  private NDArray offsetTable(Pass pass) {
    NDArray down = pass.of(rowOffsets).expandDims(1);
    NDArray right = pass.of(columnOffsets).expandDims(0);
    return down.add(right).reshape(-1, heads);
  }
}
