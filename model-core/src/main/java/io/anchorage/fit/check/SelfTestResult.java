package io.anchorage.fit.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far an engine deviates from the specification in one case.
 *
 * @param name of the case
 * @param images fitted to the end
 * @param gradient largest {@code |g - g'| / |g'|} at the first step, over some images
 * @param losses largest {@code |l - l'| / l'} over the first 50 steps, over some images
 * @param psnr mean after whole fits, in dB
 * @param referencePsnr the same for the CPU kernels
 * @param imageSteps throughput, in optimiser steps times images per second
 */
public record SelfTestResult(
    String name,
    int images,
    double gradient,
    double losses,
    double psnr,
    double referencePsnr,
    double imageSteps) {
  /** The largest relative difference of gradients that passes. */
  public static final double MOST_GRADIENT = 1e-4;

  /** The largest relative difference of the first 50 losses that passes. */
  public static final double MOST_LOSS = 1e-3;

  /** The largest difference of mean PSNR that passes, in dB. */
  public static final double MOST_DECIBELS = 0.1;

  /** The limits that were exceeded, in words; empty if none was. */
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
              Locale.ROOT,
              "%s: %s differ by %.2g, more than the %.2g allowed",
              name,
              what,
              found,
              most));
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
