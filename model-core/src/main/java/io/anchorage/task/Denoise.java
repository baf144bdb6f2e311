package io.anchorage.task;

import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Signal;
import java.util.function.Function;

/**
 * A noisy image: photons that are counted, and what reading them adds (V. Saragadam et al.: WIRE,
 * 2023).
 *
 * @param photons that a sample of 1 on the unit scale counts on average, above 0, at most 1e6
 * @param readout standard deviation of the noise of reading, in photons, 0 to 1e6
 */
public record Denoise(double photons, double readout, double holdOut, double totalVariation)
    implements TaskConfig {
  public Denoise {
    Observed.require(
        photons > 0 && photons <= 1e6, "photons must be above 0 and at most 1e6", photons);
    Observed.require(readout >= 0 && readout <= 1e6, "readout must be in 0 .. 1e6", readout);
    Observed.require(holdOut, totalVariation);
  }

  public static Denoise defaults() {
    return new Denoise(40, 2, 0, 0);
  }

  @Override
  public boolean isPlain() {
    return holdOut == 0 && totalVariation == 0;
  }

  @Override
  public Observation observe(Signal image, Function<String, Philox> random)
      throws BadImageException {
    float[] noisy =
        new PhotonNoise(photons, readout)
            .of(image.values(), image.normalisation(), random.apply(OBSERVED));
    return Observed.pixels(image, noisy, holdOut, totalVariation, random);
  }
}
