package io.anchorage.kernel.cuda;

/** Device memory is exhausted. */
public final class DeviceMemoryException extends CudaException {
  /** CUDA_ERROR_OUT_OF_MEMORY. */
  static final int CODE = 2;

  DeviceMemoryException(long wanted, long available, long total) {
    super(
        "device memory has no room for another %d MiB: %d MiB of %d MiB are free"
            .formatted((wanted >> 20) + 1, available >> 20, total >> 20));
  }
}
