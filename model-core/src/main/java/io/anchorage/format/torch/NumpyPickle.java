package io.anchorage.format.torch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Reads pickles of dictionaries that hold NumPy's arrays, as {@code pickle.dump} and {@code
 * dill.dump} write them. They are read as {@link TorchFile} reads PyTorch's: data only, and nothing
 * of the file is ever called.
 */
public final class NumpyPickle {
  private NumpyPickle() {}

  /**
   * Reads a file whose top is a dictionary.
   *
   * @param name the file's name in messages
   * @return its entries as {@link TorchFile#read} gives them; an array is a {@link TorchTensor}
   *     that shares the file's bytes
   * @throws IOException in one line, if it is damaged or is more than data
   */
  public static Map<String, Object> read(byte[] bytes, String name) throws IOException {
    return Plain.of(Unpickler.numpy(ByteBuffer.wrap(bytes), name).read(), name);
  }
}
