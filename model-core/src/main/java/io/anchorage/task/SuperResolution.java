package io.anchorage.task;

import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;
import java.util.function.Function;

/**
 * An image made smaller by a whole factor: each pixel is the mean of a square of the image's.
 *
 * @param factor 2 to 64; both sides of an image are multiples of it
 * @param supervision how the field is compared with the small image
 */
public record SuperResolution(
    int factor, Supervision supervision, double holdOut, double totalVariation)
    implements TaskConfig {
  /** How a field is compared with a small image. */
  public enum Supervision {
    /**
     * The field's values at the small image's pixels, whose grid has the same ends (A. Kazerouni et
     * al.: INCODE, 2024).
     */
    PIXELS,
    /** The means of the field's values over the squares (V. Saragadam et al.: WIRE, 2023). */
    RENDERING
  }

  public SuperResolution {
    Observed.require(factor >= 2 && factor <= 64, "factor must be in 2 .. 64", factor);
    Observed.require(holdOut, totalVariation);
  }

  public static SuperResolution defaults() {
    return new SuperResolution(4, Supervision.PIXELS, 0, 0);
  }

  @Override
  public boolean isOnOwnGrid() {
    return supervision == Supervision.PIXELS;
  }

  @Override
  public boolean isPlain() {
    return supervision == Supervision.PIXELS && holdOut == 0 && totalVariation == 0;
  }

  @Override
  public Observation observe(Signal image, Function<String, Philox> random)
      throws BadImageException {
    Grid grid = Observed.plane(image);
    int rows = grid.extent(0) / factor;
    int columns = grid.extent(1) / factor;
    if (rows * factor != grid.extent(0) || columns * factor != grid.extent(1)) {
      throw new BadImageException(
          "an image of %dx%d cannot be made %d times smaller: cut it with signal.transforms, {kind: center-crop, height: %d, width: %d}"
              .formatted(grid.extent(1), grid.extent(0), factor, rows * factor, columns * factor));
    }
    AreaMean mean = new AreaMean(grid.extent(0), grid.extent(1), factor);
    float[] small = Planes.each(image.values(), image.channels(), mean::apply);
    float[] large =
        Planes.each(
            small, image.channels(), channel -> Planes.enlarged(channel, rows, columns, factor));
    if (supervision == Supervision.RENDERING) {
      return Observation.of(
          Observed.as(image, large),
          large,
          mean,
          small,
          holdOut,
          totalVariation,
          random.apply(HELD_OUT));
    }
    Grid fitted = Grid.image(rows, columns);
    return Observation.of(
        new Signal(image.id(), fitted, image.normalisation(), small),
        large,
        new LinearOperator.Identity(fitted.points()),
        small,
        holdOut,
        totalVariation,
        random.apply(HELD_OUT));
  }
}
