package io.anchorage.jobs.tune;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;

/**
 * What a recipe must reach.
 *
 * @param psnr dB on the unit pixel scale, in (0, 150]
 * @param share share of the images that must reach it, in (0, 1]
 */
public record Goal(double psnr, double share) {
  public Goal {
    if (!(psnr > 0 && psnr <= 150)) {
      throw new UserException(
          Kind.CONFIG, "--target-psnr must be more than 0 and at most 150 dB: " + psnr);
    }
    if (!(share > 0 && share <= 1)) {
      throw new UserException(Kind.CONFIG, "--share must be more than 0 and at most 1: " + share);
    }
  }

  /** The largest number of images that may miss the target. */
  int mayMiss(int images) {
    return (int) Math.floor((1 - share) * images + 1e-9);
  }
}
