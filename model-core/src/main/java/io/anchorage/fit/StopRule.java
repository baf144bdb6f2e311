package io.anchorage.fit;

import java.io.Serializable;

/**
 * When a fit ends; judged for each image on its own.
 *
 * @param steps the most steps taken, at least 0
 * @param targetPsnr ends once the PSNR on the unit pixel scale reaches this many dB; 0 switches it
 *     off
 * @param plateauDecibels ends once PSNR has gained less than this many dB over {@code
 *     plateauSteps}; 0 switches it off
 * @param plateauSteps the length of the window that the plateau is judged over, in steps
 * @param checkEvery steps between two looks at the PSNR, when a rule needs it
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

  /** A fixed number of steps, nothing else. */
  public static StopRule after(int steps) {
    return new StopRule(steps, 0, 0, 100, 25);
  }

  /** Whether the PSNR is looked at before the last step. */
  public boolean looksAtPsnr() {
    return targetPsnr > 0 || plateauDecibels > 0;
  }

  private static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
