package io.anchorage.format;

/** Text out of a file, as messages show it. */
public final class Shown {
  private static final int MOST = 160;

  private Shown() {}

  /** Printable characters of ASCII on one line, others as question marks, and not too many. */
  public static String of(String text) {
    String plain = text.replaceAll("[^ -~]", "?");
    return plain.length() > MOST ? plain.substring(0, MOST) + "..." : plain;
  }
}
