package io.anchorage.kernel.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The struct that a kernel takes as its argument: members in order, each aligned to its size, as in
 * C++.
 */
public final class ArgumentBlock {
  private static final int CAPACITY = 4096;

  private final ByteBuffer bytes = ByteBuffer.allocate(CAPACITY).order(ByteOrder.LITTLE_ENDIAN);

  /** Appends a pointer to an array in device memory; null appends a null pointer. */
  public ArgumentBlock pointer(DeviceArray array) {
    align(Long.BYTES).putLong(array == null ? 0 : array.address());
    return this;
  }

  /** Appends a pointer to an element of an array. */
  public ArgumentBlock pointer(DeviceArray array, long at) {
    align(Long.BYTES).putLong(array.address() + at * Float.BYTES);
    return this;
  }

  /** Appends an int. */
  public ArgumentBlock number(int value) {
    align(Integer.BYTES).putInt(value);
    return this;
  }

  /** Appends a float. */
  public ArgumentBlock number(float value) {
    align(Float.BYTES).putFloat(value);
    return this;
  }

  private ByteBuffer align(int size) {
    while (bytes.position() % size != 0) {
      bytes.put((byte) 0);
    }
    return bytes;
  }

  /** The struct, padded to whole pointers. */
  byte[] toBytes() {
    align(Long.BYTES);
    byte[] out = new byte[bytes.position()];
    System.arraycopy(bytes.array(), 0, out, 0, out.length);
    return out;
  }
}
