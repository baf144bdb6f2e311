package io.anchorage.jobs.allcnn.paths;

import java.util.Locale;

/** One training of the experiment: each is a task of its own. */
enum Training {
  /** By the ordinary forward pass, to compare with. */
  ORDINARY,
  /** Along random paths. */
  PATHS;

  /** The name in tables and in lines of progress. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
