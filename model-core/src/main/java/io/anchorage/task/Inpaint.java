package io.anchorage.task;

import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;
import java.util.function.Function;

/**
 * An image of which some pixels are known.
 *
 * @param mask which
 */
public record Inpaint(MaskConfig mask, double holdOut, double totalVariation)
    implements TaskConfig {
  public Inpaint {
    Observed.require(holdOut, totalVariation);
  }

  public static Inpaint defaults() {
    return new Inpaint(MaskConfig.RandomPixels.defaults(), 0, 0);
  }

  @Override
  public boolean isPlain() {
    return false;
  }

  @Override
  public boolean hides() {
    return true;
  }

  @Override
  public Observation observe(Signal image, Function<String, Philox> random)
      throws BadImageException {
    Grid grid = Observed.plane(image);
    boolean[] known = mask.known(grid.extent(0), grid.extent(1), random.apply(OBSERVED));
    boolean any = false;
    for (boolean k : known) {
      any |= k;
    }
    if (!any) {
      throw new BadImageException(
          "the mask hides all of an image of %dx%d: change fit.task.mask"
              .formatted(grid.extent(1), grid.extent(0)));
    }
    float[] filled =
        Planes.each(
            image.values(), image.channels(), channel -> Planes.filled(channel, grid, known));
    return Observation.of(
        Observed.as(image, filled),
        filled,
        new LinearOperator.Identity(grid.points()),
        filled,
        known,
        holdOut,
        totalVariation,
        random.apply(HELD_OUT));
  }
}
