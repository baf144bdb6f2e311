package io.anchorage.learn.weight;

import io.anchorage.cloud.ViewKind;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.learn.input.FieldInput;
import io.anchorage.learn.input.Rendered;

/**
 * The picture that a field shows, as one vector of all its values on a square grid, row by row: the
 * control for plain networks, which read it as they read {@link Weights}. From fits without visible
 * error these are the pixels of the image.
 *
 * @param side of the grid in pixels, 1 .. 1024
 */
public record Pixels(int side) implements FieldInput {
  /** The name in configs and files. */
  public static final String KIND = "pixels";

  public Pixels {
    Rendered.requireSide(side);
  }

  /** 28 x 28. */
  public static Pixels defaults() {
    return new Pixels(28);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ViewKind<?> gives() {
    return WeightVector.KIND;
  }

  @Override
  public WeightVector view(FamilyConfig config, SharedParameters shared, Field field) {
    return new WeightVector(new Rendered(side).view(config, shared, field).features());
  }
}
