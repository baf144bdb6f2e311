package io.anchorage.kernel.cuda;

/** An array of four-byte values in device memory. */
public final class DeviceArray implements AutoCloseable {
  private final CudaDevice device;
  private final long address;
  private final long length;
  private boolean closed;

  DeviceArray(CudaDevice device, long address, long length) {
    this.device = device;
    this.address = address;
    this.length = length;
  }

  long address() {
    return address;
  }

  /** The number of elements. */
  public long length() {
    return length;
  }

  /** Frees the memory; closing twice is allowed. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      device.free(address);
    }
  }
}
