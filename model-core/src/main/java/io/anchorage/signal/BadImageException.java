package io.anchorage.signal;

/**
 * One image that cannot be used. It becomes a row in the failures table; the job goes on. The
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
