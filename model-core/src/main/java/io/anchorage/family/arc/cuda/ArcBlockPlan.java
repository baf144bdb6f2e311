package io.anchorage.family.arc.cuda;

import io.anchorage.family.arc.kernel.ArcShape;
import io.anchorage.fit.cuda.Tiling;
import io.anchorage.kernel.cuda.CudaDevice;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one block fits one cloud.
 *
 * @param rows anchors, padded
 * @param chunk most pixels in a step
 * @param slice hidden units processed at a time, a multiple of 4
 * @param slices covering all hidden units
 * @param threads per block
 */
record ArcBlockPlan(ArcShape shape, int rows, int chunk, int slice, int slices, int threads) {
  private static final int MOST_CHUNK = 1 << 12;
  private static final int MOST_TOGETHER = 3;
  private static final int WARP = 32;
  private static final int LEAST_THREADS = 96;
  private static final int MOST_THREADS = 256;
  private static final int RESERVED = 1024;

  /**
   * The widest slice that lets three blocks share a multiprocessor, else two, else one; empty if
   * none does, or if a step has so many pixels that one block would take too long.
   */
  static Optional<ArcBlockPlan> of(ArcShape shape, int rows, int chunk, CudaDevice device) {
    if (chunk > MOST_CHUNK) {
      return Optional.empty();
    }
    for (int together = MOST_TOGETHER; together >= 1; together--) {
      int share = device.sharedBytesOfMultiprocessor() / together - RESERVED;
      Optional<ArcBlockPlan> plan =
          widest(shape, rows, chunk, Math.min(share, device.sharedBytesOfBlock()));
      if (plan.isPresent()) {
        return plan;
      }
    }
    return Optional.empty();
  }

  private static Optional<ArcBlockPlan> widest(ArcShape shape, int rows, int chunk, int bytes) {
    int quads = Tiling.pieces(shape.hidden(), 4);
    for (int slices = 1; slices <= quads; slices++) {
      int slice = 4 * Tiling.pieces(quads, slices);
      ArcBlockPlan plan =
          new ArcBlockPlan(shape, rows, chunk, slice, slices, threads(shape, rows, slice));
      if (slice / 4 <= plan.threads() && plan.sharedBytes() <= bytes) {
        return Optional.of(plan);
      }
    }
    return Optional.empty();
  }

  /** One thread for each part of a slice's tables, within limits. */
  private static int threads(ArcShape shape, int rows, int slice) {
    long parts = (long) rows / 8 * shape.slots() * (slice / 4);
    int threads = Tiling.whole((int) Math.min(MOST_THREADS, parts), WARP);
    return Math.max(LEAST_THREADS, threads);
  }

  int row() {
    return slice * slices;
  }

  /** Must equal arc_memory in the kernels. */
  long sharedBytes() {
    long state = (long) rows * Tiling.whole(shape.latentDim(), 4);
    int quads = slice / 4;
    long floats =
        3 * state
            + (long) rows * shape.slots() * slice
            + shape.slots() * state
            + Tiling.whole(shape.channels() * quads * chunk, 4)
            + Tiling.whole(shape.channels() * chunk, 4)
            + Tiling.whole(threads, 4);
    return floats * Float.BYTES + (long) slices * chunk * quads;
  }

  Map<String, Integer> constants() {
    Map<String, Integer> constants = new TreeMap<>();
    constants.put("SLOTS", shape.slots());
    constants.put("DIM", shape.latentDim());
    constants.put("CHANNELS", shape.channels());
    constants.put("SLICE", slice);
    constants.put("SLICES", slices);
    constants.put("ANCHORS", rows);
    constants.put("CHUNK", chunk);
    constants.put("THREADS", threads);
    return constants;
  }
}
