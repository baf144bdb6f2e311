package io.anchorage.format.torch;

import java.util.Optional;

/** Element types of PyTorch's storages. */
public enum TorchType {
  FLOAT("FloatStorage", 4),
  DOUBLE("DoubleStorage", 8),
  HALF("HalfStorage", 2),
  BFLOAT16("BFloat16Storage", 2),
  LONG("LongStorage", 8),
  INT("IntStorage", 4),
  SHORT("ShortStorage", 2),
  CHAR("CharStorage", 1),
  BYTE("ByteStorage", 1),
  BOOL("BoolStorage", 1);

  private final String storage;
  private final int bytes;

  TorchType(String storage, int bytes) {
    this.storage = storage;
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** The name of the class in module {@code torch} that stands for it in a pickle. */
  public String storage() {
    return storage;
  }

  static Optional<TorchType> ofStorage(String name) {
    for (TorchType type : values()) {
      if (type.storage.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
