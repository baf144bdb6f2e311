package io.anchorage.bench.quality;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What to measure.
 *
 * @param rows names of rows; all if empty
 * @param without engines to leave out
 * @param photograph an RGB picture
 * @param export where images and recipes are written for other programs
 * @param seconds that the fits of one recipe take, approximately
 */
record QualityOptions(
    List<String> rows,
    List<String> without,
    Optional<Path> photograph,
    Optional<Path> export,
    double seconds) {
  private static final double SECONDS = 15;

  /**
   * Parses {@code [ROW ...] [--photo FILE] [--seconds S] [--without ENGINE,...] [--export DIR]}.
   *
   * @throws IllegalArgumentException with a one-line message for the user
   */
  static QualityOptions parse(List<String> arguments) {
    List<String> rows = new ArrayList<>();
    List<String> without = List.of();
    Optional<Path> photograph = Optional.empty();
    Optional<Path> export = Optional.empty();
    double seconds = SECONDS;
    Iterator<String> left = arguments.iterator();
    while (left.hasNext()) {
      String argument = left.next();
      if (!argument.startsWith("--")) {
        rows.add(argument);
        continue;
      }
      if (!left.hasNext()) {
        throw new IllegalArgumentException(argument + " needs a value; see deploy/bench --help");
      }
      String value = left.next();
      switch (argument) {
        case "--without" -> without = List.of(value.split(","));
        case "--photo" -> photograph = Optional.of(picture(value));
        case "--export" -> export = Optional.of(Path.of(value));
        case "--seconds" -> seconds = seconds(value);
        default ->
            throw new IllegalArgumentException(
                "Unknown option %s; see deploy/bench --help".formatted(argument));
      }
    }
    return new QualityOptions(List.copyOf(rows), without, photograph, export, seconds);
  }

  private static Path picture(String value) {
    Path file = Path.of(value);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("--photo is no file: " + value);
    }
    return file;
  }

  private static double seconds(String value) {
    try {
      double seconds = Double.parseDouble(value);
      if (seconds > 0 && seconds <= 3600) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      // The message below says what is wanted.
    }
    throw new IllegalArgumentException("--seconds must be a number in (0, 3600]: " + value);
  }
}
