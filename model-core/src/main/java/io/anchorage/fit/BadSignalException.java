package io.anchorage.fit;

/**
 * A signal that cannot be fitted under the recipe. It becomes a row in the failures table. The
 * message is one line.
 */
public final class BadSignalException extends Exception {
  public BadSignalException(String message) {
    super(message);
  }
}
