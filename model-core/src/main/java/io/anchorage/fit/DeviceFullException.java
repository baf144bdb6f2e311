package io.anchorage.fit;

/** A device has no memory for a group of fits. Fewer at a time may go. The message is one line. */
public final class DeviceFullException extends RuntimeException {
  public DeviceFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
