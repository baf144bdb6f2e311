package io.anchorage.jobs.cli;

/** Words for a shell's command line. */
final class Shell {
  private Shell() {}

  /** The word, in quotes if a shell would not take it as one word. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
