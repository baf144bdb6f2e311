package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.SparseFormat;

/** Rows of a matrix by their numbers. */
public final class Rows {
  private Rows() {}

  /**
   * The rows {@code x[index]}. As an embedding, whose gradient adds rows with all cores; that of
   * other kinds of indexing does not.
   *
   * @param x [rows, channels]
   * @param index any shape
   * @return [shape of index, channels]
   */
  public static NDArray gather(NDArray x, NDArray index) {
    return index.getNDArrayInternal().embedding(index, x, SparseFormat.DENSE).head();
  }

  /** {@code x} and one more row of zeros, for indices that point at nothing. */
  public static NDArray withZeroRow(Pass pass, NDArray x) {
    return NDArrays.concat(new NDList(x, pass.zeros(1, x.getShape().get(1))), 0);
  }
}
