package io.anchorage.signal;

/**
 * An image that cannot be used. It becomes a row in the failures table, and the job goes on. The
 * message is one line.
 */
public final class BadImageException extends Exception {
  public BadImageException(String message) {
    super(message);
  }

  public BadImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
