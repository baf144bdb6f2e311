package io.anchorage.jobs.report;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Differentiable;
import io.anchorage.field.Differentiable.Derivatives;
import io.anchorage.field.Field;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Raster;

/**
 * A field's exact derivative, drawn. A gradient's length is black at 0, a Laplacian mid-grey at 0;
 * white is the largest magnitude in the picture.
 *
 * @param white what white stands for: normalised values for each unit, or square unit, of the
 *     coordinates, which run from -1 to 1 along each axis
 */
public record DerivativePicture(Raster raster, double white) {
  private static final int BITS = 8;
  private static final int PEAK = 255;

  /**
   * Draws a derivative.
   *
   * @param scale a whole multiple of the fitted resolution, at least 1
   * @throws UserException if such a field has no derivatives, or is not grey or RGB
   */
  public static DerivativePicture of(
      TableFamily family, Field field, int scale, FieldDerivative which) {
    if (field.grid().dimensions() != 2) {
      throw new UserException(
          Kind.INPUT, "The field has time; only derivatives of images can be written");
    }
    if (field.channels() != 1 && field.channels() != 3) {
      throw new UserException(
          Kind.INPUT,
          "The field has %d channels; only derivatives of grey and RGB images can be written"
              .formatted(field.channels()));
    }
    Differentiable derivatives =
        family
            .family()
            .adapter(Differentiable.class)
            .orElseThrow(
                () ->
                    new UserException(
                        Kind.CONFIG,
                        "Fields of family %s have no derivatives: leave out --derivative"
                            .formatted(family.family().name())));
    Grid grid = field.grid();
    Coordinates at = scale == 1 ? Coordinates.of(grid) : Coordinates.upscaled(grid, scale);
    Derivatives found = derivatives.at(family.recipe().fit().family(), family.shared(), field, at);
    boolean signed = which == FieldDerivative.LAPLACIAN;
    double[] values = signed ? found.laplacian() : found.steepness();
    return draw(values, signed, grid.extent(0) * scale, grid.extent(1) * scale);
  }

  private static DerivativePicture draw(double[] values, boolean signed, int height, int width) {
    double white = 0;
    for (double value : values) {
      white = Math.max(white, Math.abs(value));
    }
    int points = height * width;
    int channels = values.length / points;
    char[] samples = new char[values.length];
    for (int i = 0; i < values.length; i++) {
      double share = white == 0 ? 0 : values[i] / white;
      double level = signed ? (share + 1) / 2 : share;
      samples[i % points * channels + i / points] = (char) Math.round(PEAK * level);
    }
    return new DerivativePicture(new Raster(height, width, channels, BITS, samples), white);
  }
}
