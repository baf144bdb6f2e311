package io.anchorage.jobs.experiment;

import java.util.Locale;

/** How large an experiment is run. */
public enum Scale {
  /** Minutes on two cores; a shipped sample may take a dataset's place. */
  SMALL,
  /** The published size. */
  FULL;

  /** The word in flags and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
