package io.anchorage.format.array;

/** The type of an array's elements, all little-endian. */
public enum ElementType {
  F32("<f4", Float.BYTES),
  F64("<f8", Double.BYTES),
  I32("<i4", Integer.BYTES),
  I64("<i8", Long.BYTES),
  U8("|u1", Byte.BYTES);

  private final String numpy;
  private final int bytes;

  ElementType(String numpy, int bytes) {
    this.numpy = numpy;
    this.bytes = bytes;
  }

  /** NumPy's name, such as {@code <f4}; safetensors names types as this enum does. */
  public String numpy() {
    return numpy;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }
}
