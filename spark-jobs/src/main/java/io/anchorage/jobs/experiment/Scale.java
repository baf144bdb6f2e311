package io.anchorage.jobs.experiment;

import java.util.Locale;

/** The size at which an experiment runs. */
public enum Scale {
  /** Runs in minutes on two cores; a shipped sample may take a dataset's place. */
  SMALL,
  /** The published size. */
  FULL;

  /** The scale's name in flags and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
