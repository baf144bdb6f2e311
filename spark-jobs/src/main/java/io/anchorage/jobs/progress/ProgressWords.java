package io.anchorage.jobs.progress;

/** How far something is, in words. */
public interface ProgressWords {
  /** For a log. */
  String line();

  /** For a terminal: with a bar, short enough for 100 columns. */
  String bar();
}
