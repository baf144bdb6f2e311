package io.anchorage.jobs.allcnn.paths;

import java.util.List;
import java.util.Locale;

/** One training of the experiment: each is a task of its own. */
enum Training {
  /** By the ordinary forward pass, to compare with. */
  ORDINARY,
  /** Along random paths. */
  PATHS;

  private static final List<Training> ALL = List.of(values());

  /** The training of a number that {@link #number} gave. */
  static Training of(int number) {
    return ALL.get(number);
  }

  /** What tells it apart in messages from executors. */
  int number() {
    return ALL.indexOf(this);
  }

  /** The name in tables and in lines of progress. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
