package io.anchorage.kernel.cuda;

/** A failed driver call. The message names the call and quotes the driver's error. */
public class CudaException extends RuntimeException {
  CudaException(String message) {
    super(message);
  }
}
