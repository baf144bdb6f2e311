package io.anchorage.learn.input;

import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.ViewKind;
import io.anchorage.field.Coordinates;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;

/**
 * The field rendered on a square grid over the whole image, one point per pixel: for {@link
 * io.anchorage.learn.point.RenderCnnConfig} with a canvas of the same side.
 *
 * @param side of the grid in pixels, 1 .. 1024
 */
public record Rendered(int side) implements FieldInput {
  /** The name in configs and files. */
  public static final String KIND = "rendered";

  public Rendered {
    requireSide(side);
  }

  /**
   * Throws an IllegalArgumentException with a one-line message if a picture cannot have this side.
   */
  public static void requireSide(int side) {
    if (side < 1 || side > 1024) {
      throw new IllegalArgumentException("side must be in 1 .. 1024: " + side);
    }
  }

  /** 28 x 28. */
  public static Rendered defaults() {
    return new Rendered(28);
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
  public PointCloud view(FamilyConfig config, SharedParameters shared, Field field) {
    int height = field.grid().extent(0);
    int width = field.grid().extent(1);
    float[][] at = new float[2][side * side];
    float[] positions = new float[2 * side * side];
    for (int i = 0; i < side * side; i++) {
      int row = i / side;
      int column = i % side;
      at[0][i] = (float) ((row + 0.5) * height / side - 0.5);
      at[1][i] = (float) ((column + 0.5) * width / side - 0.5);
      positions[2 * i] = at[0][i];
      positions[2 * i + 1] = at[1][i];
    }
    float[] values = config.family().evaluate(config, shared, field, new Coordinates(at));
    return new PointCloud(
        positions, Channels.last(values, field.channels()), field.channels(), height, width);
  }
}
