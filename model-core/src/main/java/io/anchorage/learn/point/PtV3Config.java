package io.anchorage.learn.point;

import io.anchorage.cloud.Compat;
import io.anchorage.learn.net.ModelParameters;
import java.util.List;

/**
 * Point Transformer V3 (X. Wu et al.: Point Transformer V3: Simpler, Faster, Stronger, 2024) for
 * clouds of the plane, with a linear classifier on the mean of the last stage's points.
 *
 * @param depths blocks of each stage; between stages, four cells become one
 * @param channels of each stage
 * @param heads of each stage, dividing its channels
 * @param patch points that attend to each other, at least 2
 * @param mlpRatio width of a block's hidden layer, in its channels
 * @param dropPath probability that the last block of all is left out in training, in [0, 1); it
 *     grows linearly from 0 at the first
 * @param grid side of the first stage's cells, in pixels
 * @param relativePositions whether attention knows the offsets between cells
 * @param pixels how far from the cloud's mean position is 1, for two features of each point that
 *     say where in its cloud it lies; 0 leaves them out, as published
 * @param shuffleOrders whether training exchanges the four curves at random, once a stage
 * @param shiftCells whether training moves each cloud's cells at random, so that it sees all ways
 *     to pool a cloud
 * @param compat published: cells and the depth of curves from the whole batch, patches no larger
 *     than the smallest cloud, exchanged curves in evaluation too, paths dropped for each point,
 *     and a convolution that sees the last block's MLP only
 */
public record PtV3Config(
    List<Integer> depths,
    List<Integer> channels,
    List<Integer> heads,
    int patch,
    int mlpRatio,
    double dropPath,
    double grid,
    boolean relativePositions,
    double pixels,
    boolean shuffleOrders,
    boolean shiftCells,
    Compat compat)
    implements CloudModelConfig {
  /** The name in configs and files. */
  public static final String KIND = "ptv3";

  public PtV3Config {
    depths = List.copyOf(depths);
    channels = List.copyOf(channels);
    heads = List.copyOf(heads);
    check(!depths.isEmpty() && depths.size() <= 8, "depths must be of 1 .. 8 stages", depths);
    check(depths.stream().allMatch(d -> d >= 1), "depths must be at least 1", depths);
    check(channels.size() == depths.size(), "channels must be one a stage", channels);
    check(heads.size() == depths.size(), "heads must be one a stage", heads);
    for (int s = 0; s < heads.size(); s++) {
      check(
          heads.get(s) >= 1 && channels.get(s) >= 1 && channels.get(s) % heads.get(s) == 0,
          "heads must divide channels",
          heads);
    }
    check(patch >= 2 && patch <= 4096, "patch must be in 2 .. 4096", patch);
    check(mlpRatio >= 1, "mlpRatio must be at least 1", mlpRatio);
    check(dropPath >= 0 && dropPath < 1, "dropPath must be in [0, 1)", dropPath);
    check(pixels >= 0 && pixels <= 1e6, "pixels must be in [0, 1e6]", pixels);
    check(grid >= 1.0 / 64 && grid <= 1e6, "grid must be in [1/64, 1e6] pixels", grid);
  }

  /** Ours: cells of a pixel, three stages of one block each. */
  public static PtV3Config defaults() {
    return new PtV3Config(
        List.of(1, 1, 1),
        List.of(64, 64, 64),
        List.of(4, 4, 4),
        32,
        2,
        0.1,
        1,
        true,
        10,
        true,
        true,
        Compat.NONE);
  }

  /** The sizes that were published for Fashion-MNIST's ARCs, with our behaviour. */
  public static PtV3Config arcSizes() {
    return new PtV3Config(
        List.of(1, 1, 2, 1),
        List.of(64, 64, 64, 64),
        List.of(8, 16, 32, 32),
        25,
        2,
        0.3,
        2,
        true,
        0,
        true,
        false,
        Compat.NONE);
  }

  /** The sizes that were published for Fashion-MNIST's ARCs, and the published behaviour. */
  public static PtV3Config arcPublished() {
    PtV3Config sizes = arcSizes();
    return new PtV3Config(
        sizes.depths,
        sizes.channels,
        sizes.heads,
        sizes.patch,
        sizes.mlpRatio,
        sizes.dropPath,
        sizes.grid,
        sizes.relativePositions,
        sizes.pixels,
        sizes.shuffleOrders,
        sizes.shiftCells,
        Compat.PUBLISHED);
  }

  int stages() {
    return depths.size();
  }

  int blocks() {
    return depths.stream().mapToInt(Integer::intValue).sum();
  }

  /** The largest offset between cells that has a number of its own: {@code 2 (4 patch)^(1/3)}. */
  int offsetBound() {
    return (int) (2 * StrictMath.pow(4.0 * patch, 1.0 / 3));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public CloudModel build(ModelParameters plan, int dim, int classes) {
    return new PtV3(this, plan, dim, classes);
  }

  private static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
