package io.anchorage.jobs.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats progress as one line. */
public final class ProgressText {
  private static final int BAR = 24;

  private ProgressText() {}

  /** For a log: {@code fit: 412 of 600 images, 18.4 images/s, 0:10 left, mean PSNR 31.20 dB}. */
  static String line(Snapshot at) {
    if (at.of() == 0) {
      return at.what() + ": starting";
    }
    List<String> parts = new ArrayList<>();
    parts.add(at.what() + ": " + at.done() + " of " + at.of() + " " + at.unit());
    parts.addAll(numbers(at));
    return String.join(", ", parts);
  }

  /** For a terminal: the same with a bar. */
  static String bar(Snapshot at) {
    if (at.of() == 0) {
      return at.what() + " [" + ".".repeat(BAR) + "] starting";
    }
    int filled = (int) Math.floor(at.share() * BAR);
    List<String> parts = new ArrayList<>();
    parts.add(
        "%s [%s%s] %d/%d"
            .formatted(
                at.what(), "#".repeat(filled), ".".repeat(BAR - filled), at.done(), at.of()));
    parts.addAll(numbers(at));
    return String.join("  ", parts);
  }

  private static List<String> numbers(Snapshot at) {
    List<String> parts = new ArrayList<>();
    if (at.countsSteps()) {
      parts.add(String.format(Locale.ROOT, "%.0f %% of the steps", 100 * at.share()));
    } else if (at.perSecond() > 0) {
      parts.add(String.format(Locale.ROOT, "%.1f %s/s", at.perSecond(), at.unit()));
    }
    if (at.done() < at.of() && !Double.isNaN(at.secondsLeft())) {
      parts.add(clock(at.secondsLeft()) + " left");
    }
    if (at.countsSteps() && !Double.isNaN(at.fittingPsnr())) {
      parts.add(String.format(Locale.ROOT, "PSNR now %.2f dB", at.fittingPsnr()));
    }
    if (!Double.isNaN(at.meanPsnr())) {
      parts.add(String.format(Locale.ROOT, "mean PSNR %.2f dB", at.meanPsnr()));
    }
    if (at.failed() > 0) {
      parts.add(at.failed() + " failed");
    }
    return parts;
  }

  /** Seconds as a clock shows them: 0:07, 12:05, 3:02:00. */
  public static String clock(double seconds) {
    long whole = Math.round(seconds);
    return whole >= 3600
        ? "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60)
        : "%d:%02d".formatted(whole / 60, whole % 60);
  }
}
