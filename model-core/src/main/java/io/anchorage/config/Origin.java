package io.anchorage.config;

/**
 * Where a value was set, for messages.
 *
 * @param place a file's name, or the flag as it was given
 * @param line from 1; 0 if there are no lines
 */
record Origin(String place, int line) {
  @Override
  public String toString() {
    return line > 0 ? place + ", line " + line : place;
  }
}
