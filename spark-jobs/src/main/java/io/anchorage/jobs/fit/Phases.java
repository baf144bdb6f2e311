package io.anchorage.jobs.fit;

import io.anchorage.fit.FitTimes;
import java.io.Serializable;
import java.util.Locale;

/**
 * Where the time of tasks went, in seconds summed over their threads.
 *
 * @param read decoding images, transforms
 * @param prepare starting fits: random numbers, anchors, neighbours
 * @param copy to and from a device
 * @param steps optimiser steps
 * @param score reconstructing and measuring fields
 * @param write Parquet
 */
public record Phases(
    double read, double prepare, double copy, double steps, double score, double write)
    implements Serializable {
  static final Phases NONE = new Phases(0, 0, 0, 0, 0, 0);

  static Phases of(double read, FitTimes times, double write) {
    return new Phases(
        read, times.preparing(), times.copying(), times.stepping(), times.scoring(), write);
  }

  Phases plus(Phases other) {
    return new Phases(
        read + other.read,
        prepare + other.prepare,
        copy + other.copy,
        steps + other.steps,
        score + other.score,
        write + other.write);
  }

  /** All phases together. */
  public double total() {
    return read + prepare + copy + steps + score + write;
  }

  /** Shares in words: read 2 %, prepare 10 %, ... Copying is left out where there was none. */
  public String words() {
    String copying = copy == 0 ? "" : ", copy " + share(copy);
    return String.format(
        Locale.ROOT,
        "read %s, prepare %s%s, steps %s, score %s, write %s",
        share(read),
        share(prepare),
        copying,
        share(steps),
        share(score),
        share(write));
  }

  private String share(double seconds) {
    return Math.round(100 * seconds / total()) + " %";
  }
}
