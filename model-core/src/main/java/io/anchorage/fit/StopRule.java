package io.anchorage.fit;

import java.io.Serializable;

/**
 * When a fit ends; applied to each image by itself.
 *
 * @param steps the largest number of steps, at least 0
 * @param targetPsnr the fit ends once its PSNR on the unit pixel scale reaches this many dB; 0
 *     disables the rule
 * @param plateauDecibels the fit ends once its PSNR has gained less than this many dB over {@code
 *     plateauSteps}; 0 disables the rule
 * @param plateauSteps length of the plateau's window, in steps
 * @param checkEvery steps between two evaluations of the PSNR, if a rule needs it
 */
public record StopRule(
    int steps, double targetPsnr, double plateauDecibels, int plateauSteps, int checkEvery)
    implements Serializable {
  public StopRule {
    check(steps >= 0 && steps <= 10_000_000, "steps must be in 0 .. 10000000", steps);
    check(targetPsnr >= 0 && targetPsnr <= 200, "targetPsnr must be in 0 .. 200 dB", targetPsnr);
    check(
        plateauDecibels >= 0 && plateauDecibels <= 50,
        "plateauDecibels must be in 0 .. 50 dB",
        plateauDecibels);
    check(plateauSteps >= 1, "plateauSteps must be at least 1", plateauSteps);
    check(checkEvery >= 1, "checkEvery must be at least 1", checkEvery);
  }

  /** A fixed number of steps. */
  public static StopRule after(int steps) {
    return new StopRule(steps, 0, 0, 100, 25);
  }

  /** Whether a rule needs the PSNR before the last step. */
  public boolean looksAtPsnr() {
    return targetPsnr > 0 || plateauDecibels > 0;
  }

  private static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
