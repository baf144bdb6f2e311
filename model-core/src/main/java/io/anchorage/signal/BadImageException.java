package io.anchorage.signal;

import java.util.regex.Pattern;

/**
 * Thrown if an image cannot be used. The image becomes a row in the failures table, and the job
 * continues. The message is one line; control characters, which a damaged file may bring into it,
 * are shown as question marks.
 */
public final class BadImageException extends Exception {
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

  public BadImageException(String message) {
    super(printable(message));
  }

  public BadImageException(String message, Throwable cause) {
    super(printable(message), cause);
  }

  private static String printable(String message) {
    return UNPRINTABLE.matcher(message).replaceAll("?");
  }
}
