package io.anchorage.kernel.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/**
 * A queue of work on a device, with its own copy buffer. Not thread-safe; the streams of different
 * threads run concurrently.
 */
public final class CudaStream implements AutoCloseable {
  private static final int NON_BLOCKING = 1;
  private static final int BUFFER_FLOATS = 1 << 20;

  private final CudaDevice device;
  private final CudaDriver driver;
  private final Pointer handle;
  private final Pointer buffer;
  private long copyNanos;
  private boolean closed;

  CudaStream(CudaDevice device) {
    this.device = device;
    this.driver = device.driver();
    device.use();
    PointerByReference stream = new PointerByReference();
    driver.check("cuStreamCreate", stream, NON_BLOCKING);
    this.handle = stream.getValue();
    PointerByReference pinned = new PointerByReference();
    driver.check("cuMemHostAlloc", pinned, (long) BUFFER_FLOATS * Float.BYTES, 0);
    this.buffer = pinned.getValue();
  }

  /** Nanoseconds that the thread has spent waiting for copies so far. */
  public long copyNanos() {
    return copyNanos;
  }

  /** Copies values to a device array, starting at element {@code at}. */
  public void upload(float[] from, DeviceArray to, long at) {
    checkRoom(to, at, from.length);
    for (int done = 0; done < from.length; done += BUFFER_FLOATS) {
      int count = Math.min(BUFFER_FLOATS, from.length - done);
      buffer.write(0, from, done, count);
      send(to, at + done, count);
    }
  }

  /** Copies values to a device array, starting at element {@code at}. */
  public void upload(int[] from, DeviceArray to, long at) {
    checkRoom(to, at, from.length);
    for (int done = 0; done < from.length; done += BUFFER_FLOATS) {
      int count = Math.min(BUFFER_FLOATS, from.length - done);
      buffer.write(0, from, done, count);
      send(to, at + done, count);
    }
  }

  private void send(DeviceArray to, long at, int count) {
    long start = System.nanoTime();
    device.use();
    driver.check(
        "cuMemcpyHtoDAsync_v2",
        to.address() + at * Float.BYTES,
        buffer,
        (long) count * Float.BYTES,
        handle);
    synchronise();
    copyNanos += System.nanoTime() - start;
  }

  /**
   * Waits for the stream, then copies {@code into.length} values starting at element {@code at}.
   */
  public void download(DeviceArray from, long at, float[] into) {
    checkRoom(from, at, into.length);
    waitForKernels();
    long start = System.nanoTime();
    for (int done = 0; done < into.length; done += BUFFER_FLOATS) {
      int count = Math.min(BUFFER_FLOATS, into.length - done);
      driver.check(
          "cuMemcpyDtoHAsync_v2",
          buffer,
          from.address() + (at + done) * Float.BYTES,
          (long) count * Float.BYTES,
          handle);
      synchronise();
      buffer.read(0, into, done, count);
    }
    copyNanos += System.nanoTime() - start;
  }

  /** Sets all bytes of an array to zero. */
  public void clear(DeviceArray array) {
    device.use();
    driver.check(
        "cuMemsetD8Async", array.address(), (byte) 0, array.length() * Float.BYTES, handle);
  }

  /**
   * Queues a kernel launch.
   *
   * @param grid blocks along x, y, z
   */
  public void launch(
      CudaModule module, String kernel, int[] grid, int threads, ArgumentBlock arguments) {
    byte[] bytes = arguments.toBytes();
    device.use();
    try (Memory structure = new Memory(bytes.length);
        Memory parameters = new Memory(Long.BYTES)) {
      structure.write(0, bytes, 0, bytes.length);
      parameters.setPointer(0, structure);
      driver.check(
          "cuLaunchKernel",
          module.kernel(kernel),
          grid[0],
          grid[1],
          grid[2],
          threads,
          1,
          1,
          module.sharedBytes(),
          handle,
          parameters,
          Pointer.NULL);
    }
  }

  /** Waits until all queued work is done. */
  public void waitForKernels() {
    device.use();
    synchronise();
  }

  private void synchronise() {
    driver.check("cuStreamSynchronize", handle);
  }

  private static void checkRoom(DeviceArray array, long at, long count) {
    if (at < 0 || at + count > array.length()) {
      throw new IndexOutOfBoundsException(
          "%d values from index %d, in an array of %d".formatted(count, at, array.length()));
    }
  }

  /** Frees the queue and the buffer; closing twice is allowed. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      device.use();
      driver.call("cuStreamSynchronize", handle);
      driver.call("cuMemFreeHost", buffer);
      driver.call("cuStreamDestroy_v2", handle);
    }
  }
}
