package io.anchorage.format.array;

import java.io.IOException;
import java.io.OutputStream;

/** The elements of an array that is to be written; they may be asked for more than once. */
@FunctionalInterface
public interface ArrayContent {
  /** Writes all elements, little-endian and row-major. */
  void writeTo(OutputStream out) throws IOException;
}
