package io.anchorage.jobs.cli;

/** Quoting for shell command lines. */
final class Shell {
  private Shell() {}

  /** Returns the word, quoted if a shell would not read it as a single word. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
