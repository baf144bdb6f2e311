package io.anchorage.jobs.storage;

/** Exceptions as one line of text. */
public final class ErrorText {
  private static final int LONGEST = 300;

  private ErrorText() {}

  /** The whole message on one line of at most 300 characters, or the class if there is none. */
  public static String line(Throwable error) {
    String message =
        error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    String line = message.replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }

  /** The first line of the message, or the class if there is none. */
  public static String firstLine(Throwable error) {
    String message = error.getMessage();
    if (message == null || message.isBlank()) {
      return error.getClass().getSimpleName();
    }
    return message.strip().lines().findFirst().orElseThrow().strip();
  }
}
