package io.anchorage.jobs.source;

/** Exceptions as one line of text. */
public final class Failures {
  private static final int LONGEST = 300;

  private Failures() {}

  public static String line(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String line = message.replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
