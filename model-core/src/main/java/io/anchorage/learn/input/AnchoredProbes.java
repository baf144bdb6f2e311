package io.anchorage.learn.input;

import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.ViewKind;
import io.anchorage.field.Coordinates;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import java.util.Optional;

/**
 * The anchors, each with a patch of field values sampled around it. Independent of the arbitrary
 * basis of a latent space; needs no image. Beyond the image's border the border values are
 * repeated.
 *
 * <p>Features are fitted, normalised values, row by row, column by column, channel by channel.
 * Augmentations that move points do not rotate patches.
 *
 * @param side samples per row and column of a patch, odd, at most 31
 * @param spacing between samples in pixels, positive
 */
public record AnchoredProbes(int side, double spacing) implements FieldInput {
  /** The name in configs and files. */
  public static final String KIND = "anchored-probes";

  public AnchoredProbes {
    if (side < 1 || side > 31 || side % 2 == 0) {
      throw new IllegalArgumentException("side must be odd, in 1 .. 31: " + side);
    }
    if (!(spacing > 0) || Double.isInfinite(spacing)) {
      throw new IllegalArgumentException("spacing must be positive: " + spacing);
    }
  }

  /** Five by five samples, a pixel apart. */
  public static AnchoredProbes defaults() {
    return new AnchoredProbes(5, 1);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ViewKind<?> gives() {
    return PointCloud.KIND;
  }

  @Override
  public Optional<String> refusal(FamilyConfig config) {
    return Anchors.refusal(config);
  }

  @Override
  public PointCloud view(FamilyConfig config, SharedParameters shared, Field field) {
    float[] positions = Anchors.of(config).positions(field);
    int height = field.grid().extent(0);
    int width = field.grid().extent(1);
    int anchors = positions.length / 2;
    int patch = side * side;
    float[][] at = new float[2][anchors * patch];
    for (int i = 0; i < anchors * patch; i++) {
      int anchor = i / patch;
      int row = i % patch / side;
      int column = i % side;
      at[0][i] = clamped(positions[2 * anchor] + (row - side / 2) * spacing, height);
      at[1][i] = clamped(positions[2 * anchor + 1] + (column - side / 2) * spacing, width);
    }
    float[] values = config.family().evaluate(config, shared, field, new Coordinates(at));
    return new PointCloud(
        positions,
        Channels.last(values, field.channels()),
        patch * field.channels(),
        height,
        width);
  }

  private static float clamped(double pixel, int extent) {
    return (float) Math.max(0, Math.min(extent - 1, pixel));
  }
}
