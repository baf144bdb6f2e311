package io.anchorage.task;

import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;
import java.util.function.Function;

/**
 * A sinogram: the means of the image along parallel rays at many angles.
 *
 * @param angles spread evenly over half a turn, 1 to 3600
 */
public record Ct(int angles, double holdOut, double totalVariation) implements TaskConfig {
  public Ct {
    Observed.require(angles >= 1 && angles <= 3600, "angles must be in 1 .. 3600", angles);
    Observed.require(holdOut, totalVariation);
  }

  public static Ct defaults() {
    return new Ct(180, 0, 0);
  }

  @Override
  public boolean isPlain() {
    return false;
  }

  @Override
  public Observation observe(Signal image, Function<String, Philox> random)
      throws BadImageException {
    Grid grid = Observed.plane(image);
    Radon radon = new Radon(grid.extent(0), grid.extent(1), angles);
    BackProjection back = new BackProjection(radon);
    float[] sinogram = Planes.each(image.values(), image.channels(), radon::apply);
    float[] estimate = Planes.each(sinogram, image.channels(), back::of);
    return Observation.of(
        Observed.as(image, estimate),
        estimate,
        radon,
        sinogram,
        holdOut,
        totalVariation,
        random.apply(HELD_OUT));
  }
}
