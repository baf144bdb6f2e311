package io.anchorage.format.array;

import java.io.IOException;
import java.io.OutputStream;

/** One array in NumPy's format. */
public final class NpyArray {
  private NpyArray() {}

  /** Writes a header and the elements; the stream stays open. */
  public static void write(ArrayInfo info, ArrayContent content, OutputStream out)
      throws IOException {
    out.write(new NpyHeader(info.type().numpy(), info.shape()).bytes());
    content.writeTo(out);
  }
}
