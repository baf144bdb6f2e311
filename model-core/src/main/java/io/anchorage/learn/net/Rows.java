package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.SparseFormat;

/** Gathers rows of a matrix by index. */
public final class Rows {
  /** Average uses of a row above which summing sorted rows pays off. */
  private static final long MANY = 2;

  private Rows() {}

  /**
   * The rows {@code x[index]}. If most rows are used once, as an embedding lookup. If rows are used
   * repeatedly, as PyTorch's gather with one index for all channels, whose gradient sorts the index
   * and sums each row's contributions: half the embedding's time.
   *
   * @param x [rows, channels]
   * @param index any shape, not empty
   * @return [shape of index, channels]
   */
  public static NDArray gather(NDArray x, NDArray index) {
    if (index.size() <= MANY * x.size(0)) {
      return index.getNDArrayInternal().embedding(index, x, SparseFormat.DENSE).head();
    }
    long channels = x.size(1);
    NDArray shared =
        index.toType(DataType.INT64, false).reshape(-1, 1).broadcast(index.size(), channels);
    return x.gather(shared, 0).reshape(index.getShape().add(channels));
  }

  /**
   * Gathers elements of a table, column by column: {@code y[a, c, b] = table[index[a, b], c]}. Its
   * gradient adds scalars, which for narrow tables is much faster than adding rows.
   *
   * @param pass that the table belongs to
   * @param table [rows, columns]
   * @param index [outer, inner]
   * @return [outer, columns, inner]
   */
  public static NDArray columns(Pass pass, NDArray table, NDArray index) {
    int columns = Math.toIntExact(table.size(1));
    int[] numbers = new int[columns];
    for (int c = 0; c < columns; c++) {
      numbers[c] = c;
    }
    NDArray flat =
        index
            .toType(DataType.INT64, false)
            .mul(pass.indices(new int[] {columns}, 1).toType(DataType.INT64, false))
            .expandDims(1)
            .add(pass.indices(numbers, 1, columns, 1).toType(DataType.INT64, false));
    return table.reshape(-1).gather(flat.reshape(-1), 0).reshape(flat.getShape());
  }

  /** {@code x} with a row of zeros appended, for indices that point at nothing. */
  public static NDArray withZeroRow(Pass pass, NDArray x) {
    return NDArrays.concat(new NDList(x, pass.zeros(1, x.getShape().get(1))), 0);
  }
}
