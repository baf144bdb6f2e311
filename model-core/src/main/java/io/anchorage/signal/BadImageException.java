package io.anchorage.signal;

/**
 * Thrown if an image cannot be used. The image becomes a row in the failures table, and the job
 * continues. The message is one line.
 */
public final class BadImageException extends Exception {
  public BadImageException(String message) {
    super(message);
  }

  public BadImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
