package io.anchorage.family.mlp.cuda;

import io.anchorage.family.mlp.PixelPasses;
import io.anchorage.fit.cuda.BatchMemory;
import io.anchorage.kernel.cuda.ArgumentBlock;
import io.anchorage.kernel.cuda.DeviceArray;
import java.util.List;

/** Which points of the grid the coming steps of a batch see, on the device. */
final class DeviceOrder {
  private static final int MOST_INTS = 1 << 22;

  private final BatchMemory memory;
  private final List<PixelPasses> passes;
  private final int grid;
  private final int chunk;
  private final int most;
  private final DeviceArray order;
  private int steps;

  /**
   * @param passes of each fit, all with chunks of one size; empty if every step sees all points
   * @param grid points of the grid
   */
  DeviceOrder(BatchMemory memory, List<PixelPasses> passes, int grid) {
    this.memory = memory;
    this.passes = passes;
    this.grid = grid;
    this.chunk = chunk(passes, grid);
    long step = (long) passes.size() * chunk;
    this.most = passes.isEmpty() ? Integer.MAX_VALUE : (int) Math.max(1, MOST_INTS / step);
    this.order = passes.isEmpty() ? null : memory.array(most * step);
  }

  /** Points that a step sees. */
  static int chunk(List<PixelPasses> passes, int grid) {
    return passes.isEmpty() ? grid : passes.get(0).chunk();
  }

  /** Points that a step sees. */
  int chunk() {
    return chunk;
  }

  /** The number of steps, at least 1, that can be taken before the next {@link #upload}. */
  int most() {
    return most;
  }

  /**
   * Uploads what the next steps see, once the kernels that read the last upload are done.
   *
   * @param members the fits that take them
   * @param taken steps that each has taken before
   */
  void upload(int[] members, int taken, int count) {
    steps = count;
    if (order == null) {
      return;
    }
    int[] all = new int[Math.toIntExact((long) members.length * count * chunk)];
    int at = 0;
    for (int member : members) {
      for (int step = 0; step < count; step++) {
        System.arraycopy(passes.get(member).of(taken + step), 0, all, at, chunk);
        at += chunk;
      }
    }
    memory.stream().waitForKernels();
    memory.stream().upload(all, order, 0);
  }

  /**
   * Appends the kernels' {@code order}, {@code order_row}, {@code points} and {@code grid}.
   *
   * @param first the first of the uploaded fits that the kernel works on
   * @param step the first of the uploaded steps that it takes; -1 if it works on the whole grid
   */
  void into(ArgumentBlock arguments, int first, int step) {
    if (order == null || step < 0) {
      arguments.pointer(null).number(0).number(grid);
    } else {
      arguments
          .pointer(order, ((long) first * steps + step) * chunk)
          .number(Math.multiplyExact(steps, chunk))
          .number(chunk);
    }
    arguments.number(grid);
  }
}
