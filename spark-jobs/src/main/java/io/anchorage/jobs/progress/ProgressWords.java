package io.anchorage.jobs.progress;

/** Progress as text. */
public interface ProgressWords {
  /** One line for a log. */
  String line();

  /**
   * One line for a terminal, with a bar, parts with two spaces between them, the most important
   * first.
   */
  String bar();
}
