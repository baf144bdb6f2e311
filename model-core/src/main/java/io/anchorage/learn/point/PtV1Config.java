package io.anchorage.learn.point;

import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.net.ModelParameters;
import java.util.List;

/**
 * Point Transformer (H. Zhao et al., 2021): vector attention over nearest neighbours. It sees
 * features and differences of positions, never absolute positions. A stage keeps at least one
 * point; neighbours that a small cloud lacks are masked.
 *
 * @param widths channels of each stage, multiples of {@code shares}
 * @param strides downsampling factor of each stage, at least 1
 * @param blocks attention blocks of each stage, at least 0
 * @param neighbours of a point in each stage, the point itself included, 1 to 64
 * @param shares channels that share an attention weight
 * @param pixels the unit of length for differences of positions, in pixels, positive
 */
public record PtV1Config(
    List<Integer> widths,
    List<Integer> strides,
    List<Integer> blocks,
    List<Integer> neighbours,
    int shares,
    double pixels)
    implements CloudModelConfig {
  /** The name in configs and files. */
  public static final String KIND = "ptv1";

  public PtV1Config {
    widths = List.copyOf(widths);
    strides = List.copyOf(strides);
    blocks = List.copyOf(blocks);
    neighbours = List.copyOf(neighbours);
    check(!widths.isEmpty() && widths.size() <= 8, "widths must list 1 .. 8 stages", widths);
    check(strides.size() == widths.size(), "strides must be one per stage", strides);
    check(blocks.size() == widths.size(), "blocks must be one per stage", blocks);
    check(neighbours.size() == widths.size(), "neighbours must be one per stage", neighbours);
    check(shares >= 1, "shares must be at least 1", shares);
    check(
        widths.stream().allMatch(w -> w >= 1 && w % shares == 0),
        "widths must be multiples of shares",
        widths);
    check(strides.stream().allMatch(s -> s >= 1), "strides must be at least 1", strides);
    check(blocks.stream().allMatch(b -> b >= 0), "blocks must be at least 0", blocks);
    check(
        neighbours.stream().allMatch(k -> k >= 1 && k <= 64),
        "neighbours must be in 1 .. 64",
        neighbours);
    check(pixels > 0 && pixels < Double.POSITIVE_INFINITY, "pixels must be positive", pixels);
  }

  /** Three stages, for clouds of a few dozen points. The ARC thesis does not give its sizes. */
  public static PtV1Config defaults() {
    return new PtV1Config(
        List.of(64, 128, 256), List.of(1, 2, 2), List.of(1, 1, 1), List.of(8, 8, 8), 8, 1);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public CloudModel build(ModelParameters plan, ViewShape views, int classes) {
    return new PtV1(this, plan, views.dim(), classes);
  }

  private static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
