package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of an image as a flag gives it: ROW,COL,HEIGHT,WIDTH in pixels. */
record BoxFlag(int row, int column, int height, int width) {
  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,9}),(\\d{1,9}),(\\d{1,9}),(\\d{1,9})");

  /**
   * Parses a flag's value.
   *
   * @throws UserException of kind CONFIG if it is none
   */
  static BoxFlag of(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    if (!numbers.matches() || numbers.group(3).matches("0+") || numbers.group(4).matches("0+")) {
      throw new UserException(
          Kind.CONFIG,
          "--box must be ROW,COL,HEIGHT,WIDTH in pixels, such as 0,64,256,256, with a height and a width of at least 1: "
              + text);
    }
    return new BoxFlag(
        number(numbers, 1), number(numbers, 2), number(numbers, 3), number(numbers, 4));
  }

  private static int number(Matcher numbers, int group) {
    return Integer.parseInt(numbers.group(group));
  }
}
