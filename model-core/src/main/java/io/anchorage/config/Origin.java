package io.anchorage.config;

/**
 * Where a value was set, for messages.
 *
 * @param place a file's name, or the flag as it was given
 * @param line from 1; 0 if there are no lines
 */
record Origin(String place, int line) {
  /** The origin of a value of {@code --set}. */
  static Origin ofFlag(String setting) {
    return new Origin(FLAG + setting, 0);
  }

  private static final String FLAG = "--set ";

  /** Whether the value was given on the command line. */
  boolean isFlag() {
    return place.startsWith(FLAG);
  }

  @Override
  public String toString() {
    return line > 0 ? place + ", line " + line : place;
  }
}
