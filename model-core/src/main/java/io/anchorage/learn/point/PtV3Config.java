package io.anchorage.learn.point;

import io.anchorage.cloud.Compat;
import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.net.ModelParameters;
import java.util.List;

/**
 * Point Transformer V3 (X. Wu et al.: Point Transformer V3: Simpler, Faster, Stronger, 2024) for
 * clouds in the plane, with a linear classifier on the mean of the last stage's points.
 *
 * @param depths blocks of each stage; between stages, four cells are pooled into one
 * @param channels of each stage
 * @param heads of each stage, dividing its channels
 * @param patch points that attend to each other, 2 to 4096
 * @param mlpRatio width of a block's hidden layer as a multiple of its channels
 * @param dropPath probability of dropping the last block in training, in [0, 1); grows linearly
 *     from 0 at the first block
 * @param grid side of the first stage's cells, in pixels
 * @param relativePositions whether attention sees the offsets between cells
 * @param pixels the unit of length, in pixels, of two further features: the point's position
 *     relative to its cloud's mean; 0 omits them, as published
 * @param shuffleOrders whether training permutes the four curves at random, once per stage
 * @param shiftCells whether training shifts each cloud's cells at random, so that it sees every way
 *     of pooling a cloud
 * @param compat published: cells and curve depth from the whole batch whatever {@code shiftCells}
 *     says, no {@code pixels}, patches no larger than the smallest cloud, curves permuted in
 *     evaluation too, paths dropped per point, and a convolution that sees only the last block's
 *     MLP
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
    check(!depths.isEmpty() && depths.size() <= 8, "depths must list 1 .. 8 stages", depths);
    check(depths.stream().allMatch(d -> d >= 1), "depths must be at least 1", depths);
    check(channels.size() == depths.size(), "channels must be one per stage", channels);
    check(heads.size() == depths.size(), "heads must be one per stage", heads);
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
    check(
        compat == Compat.NONE || pixels == 0,
        "pixels must be 0 with compat published, which sees latents alone",
        pixels);
    check(grid >= 1.0 / 64 && grid <= 1e6, "grid must be in [1/64, 1e6] pixels", grid);
  }

  /** Our default: cells of one pixel, three stages of one block each. */
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

  /** The published sizes for ARCs of Fashion-MNIST, with our behaviour. */
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

  /** The published sizes for ARCs of Fashion-MNIST, with the published behaviour. */
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

  /** The largest offset between cells that has its own bias: {@code 2 (4 patch)^(1/3)}. */
  int offsetBound() {
    return (int) (2 * StrictMath.pow(4.0 * patch, 1.0 / 3));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public CloudModel build(ModelParameters plan, ViewShape views, int classes) {
    return new PtV3(this, plan, views.dim(), classes);
  }

  private static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
