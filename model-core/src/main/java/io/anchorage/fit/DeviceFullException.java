package io.anchorage.fit;

/**
 * Thrown if a device has no memory for a group of fits; a smaller group may fit. The message is one
 * line.
 */
public final class DeviceFullException extends RuntimeException {
  public DeviceFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
