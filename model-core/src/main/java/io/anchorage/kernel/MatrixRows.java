package io.anchorage.kernel;

/**
 * Rows of a matrix in an array: element (r, k) is {@code data[at + r * stride + k]}.
 *
 * <p>Not a record, because the array is shared and never compared.
 */
public final class MatrixRows {
  private final float[] data;
  private final int at;
  private final int rows;
  private final int length;
  private final int stride;

  /**
   * A view of {@code rows} rows.
   *
   * @param length number of columns
   * @param stride distance from the start of one row to the next
   */
  public MatrixRows(float[] data, int at, int rows, int length, int stride) {
    this.data = data;
    this.at = at;
    this.rows = rows;
    this.length = length;
    this.stride = stride;
  }

  /** The array, shared: read it, do not write. */
  public float[] data() {
    return data;
  }

  public int at() {
    return at;
  }

  public int rows() {
    return rows;
  }

  public int length() {
    return length;
  }

  public int stride() {
    return stride;
  }

  /** A transposed copy. */
  public MatrixRows transposed() {
    float[] out = new float[rows * length];
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < length; k++) {
        out[k * rows + r] = data[at + r * stride + k];
      }
    }
    return new MatrixRows(out, 0, length, rows, rows);
  }
}
