package io.anchorage.jobs.storage;

/** Formats exceptions as one line of text. */
public final class ErrorText {
  private static final int LONGEST = 300;

  private ErrorText() {}

  /**
   * The whole message on one line, cut after 300 characters; the class name if there is no message.
   */
  public static String line(Throwable error) {
    String message =
        error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    String line = message.replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }

  /** The first line of the message; the class name if there is no message. */
  public static String firstLine(Throwable error) {
    String message = error.getMessage();
    if (message == null || message.isBlank()) {
      return error.getClass().getSimpleName();
    }
    return message.strip().lines().findFirst().orElseThrow().strip();
  }

  /** A name as it may stand in one line: control characters are written as escapes. */
  public static String shown(String name) {
    if (name.chars().noneMatch(Character::isISOControl)) {
      return name;
    }
    StringBuilder shown = new StringBuilder();
    name.chars()
        .forEach(
            c -> {
              if (c == '\n') {
                shown.append("\\n");
              } else if (Character.isISOControl(c)) {
                shown.append("\\u%04x".formatted(c));
              } else {
                shown.append((char) c);
              }
            });
    return shown.toString();
  }
}
