package io.anchorage.family.mlp.cuda;

import io.anchorage.fit.cuda.Tiling;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.cuda.CudaDevice;
import java.util.Map;
import java.util.Optional;

/**
 * How one block fits one network.
 *
 * @param tile points processed at a time, a multiple of 8
 * @param threads per block
 * @param split parts of a tile in sums over points
 */
record MlpBlockPlan(MlpShape shape, int tile, int threads, int split) {
  private static final int MOST_POINTS = 1 << 14;
  private static final int MOST_TILE = 256;
  private static final int LEAST_TILE = 16;
  private static final int MOST_SPLIT = 16;

  /** A thread holds the first layer's weights of four units in registers. */
  private static final int MOST_INPUTS = 8;

  /** Shared memory per block that the system reserves, in bytes. */
  private static final int RESERVED = 1024;

  /**
   * The widest tile that lets two blocks share a multiprocessor, else one; empty if none does, if a
   * grid is so large that one block would take too long, or if the network sees many features.
   */
  static Optional<MlpBlockPlan> of(MlpShape shape, int points, CudaDevice device) {
    if (points > MOST_POINTS || shape.inputs() > MOST_INPUTS) {
      return Optional.empty();
    }
    int most = device.sharedBytesOfBlock();
    int half = Math.min(most, device.sharedBytesOfMultiprocessor() / 2 - RESERVED);
    return widest(shape, points, half).or(() -> widest(shape, points, most));
  }

  private static Optional<MlpBlockPlan> widest(MlpShape shape, int points, int bytes) {
    int units = new MlpSizes(shape).units();
    int threads = units >= 64 ? 256 : 128;
    int split = Math.max(1, Math.min(MOST_SPLIT, threads / (units / 4 * (units / 8))));
    int widest = Math.min(MOST_TILE, threads * 32 / units);
    for (int tiles = Tiling.pieces(points, Math.max(8, widest)); ; tiles++) {
      int tile = Tiling.whole(Tiling.pieces(points, tiles), 8);
      MlpBlockPlan plan = new MlpBlockPlan(shape, tile, threads, split);
      if (plan.sharedBytes() <= bytes) {
        return Optional.of(plan);
      }
      if (tile <= LEAST_TILE) {
        return Optional.empty();
      }
    }
  }

  /** Must equal mlp_memory in the kernels. */
  long sharedBytes() {
    MlpSizes sizes = new MlpSizes(shape);
    long row = tile + 4L;
    long floats =
        3L * Tiling.whole(shape.parameters(), 4)
            + sizes.folded()
            + sizes.turned()
            + (long) split * sizes.folded()
            + (shape.inputs() + shape.outputs()) * row
            + Tiling.whole(threads, 4)
            + 2L * shape.depth() * sizes.units() * row;
    return floats * Float.BYTES;
  }

  Map<String, Integer> constants() {
    Map<String, Integer> constants = new MlpSizes(shape).constants();
    constants.put("TILE", tile);
    constants.put("THREADS", threads);
    constants.put("SPLIT", split);
    return constants;
  }
}
