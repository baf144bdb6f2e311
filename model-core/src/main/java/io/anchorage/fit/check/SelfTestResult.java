package io.anchorage.fit.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far an engine is from the specification in one case.
 *
 * @param name of the case
 * @param images that were fitted to the end
 * @param gradient largest {@code |g - g'| / |g'|} of the first step, over some images
 * @param losses largest {@code |l - l'| / l'} of the first 50 steps, over some images
 * @param psnr mean in dB after the whole fits
 * @param referencePsnr of the same fits by the CPU kernels
 * @param imageSteps optimiser steps of one image, a second
 */
public record SelfTestResult(
    String name,
    int images,
    double gradient,
    double losses,
    double psnr,
    double referencePsnr,
    double imageSteps) {
  /** Largest relative difference of a gradient. */
  public static final double MOST_GRADIENT = 1e-4;

  /** Largest relative difference of one of the first 50 losses. */
  public static final double MOST_LOSS = 1e-3;

  /** Largest difference of mean PSNR, in dB. */
  public static final double MOST_DECIBELS = 0.1;

  /** What is not as it should be, in words; empty if all is. */
  public List<String> violations() {
    List<String> violations = new ArrayList<>();
    check(violations, "gradients", gradient, MOST_GRADIENT);
    check(violations, "losses", losses, MOST_LOSS);
    check(violations, "PSNR", Math.abs(psnr - referencePsnr), MOST_DECIBELS);
    return violations;
  }

  private void check(List<String> violations, String what, double found, double most) {
    if (!(found <= most)) {
      violations.add(
          String.format(
              Locale.ROOT, "%s: %s differ by %.2g, allowed are %.2g", name, what, found, most));
    }
  }

  /** The results as a Markdown table. */
  public static List<String> table(List<SelfTestResult> results) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| work | images | gradient, relative | first 50 losses, relative | PSNR, dB | CPU kernels'"
            + " PSNR, dB | image-steps/s |");
    lines.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (SelfTestResult r : results) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.1e | %.1e | %.3f | %.3f | %,.0f |",
              r.name,
              r.images,
              r.gradient,
              r.losses,
              r.psnr,
              r.referencePsnr,
              r.imageSteps));
    }
    return lines;
  }
}
