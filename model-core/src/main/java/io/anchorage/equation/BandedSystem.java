package io.anchorage.equation;

/**
 * Complex linear equations whose matrix has a band: Gaussian elimination without exchanges, in
 * double precision.
 */
final class BandedSystem {
  private final int size;
  private final int band;

  /** [size][2 band + 1], interleaved: entry (i, j) is at j - i + band. */
  private final double[][] rows;

  private final double[] right;

  /**
   * @param size equations
   * @param band entries on each side of the diagonal
   */
  BandedSystem(int size, int band) {
    this.size = size;
    this.band = band;
    this.rows = new double[size][2 * (2 * band + 1)];
    this.right = new double[2 * size];
  }

  /** Adds to an entry of the matrix. */
  void add(int row, int column, Complex value) {
    int at = 2 * (column - row + band);
    rows[row][at] += value.re();
    rows[row][at + 1] += value.im();
  }

  /** Sets a right-hand side. */
  void right(int row, Complex value) {
    right[2 * row] = value.re();
    right[2 * row + 1] = value.im();
  }

  /** The solution; the matrix is overwritten. */
  Complex[] solve() {
    for (int pivot = 0; pivot < size; pivot++) {
      for (int row = pivot + 1; row <= Math.min(size - 1, pivot + band); row++) {
        eliminate(pivot, row);
      }
    }
    Complex[] solution = new Complex[size];
    for (int row = size - 1; row >= 0; row--) {
      Complex sum = new Complex(right[2 * row], right[2 * row + 1]);
      for (int column = row + 1; column <= Math.min(size - 1, row + band); column++) {
        sum = sum.plus(entry(row, column).times(solution[column]).times(new Complex(-1, 0)));
      }
      solution[row] = sum.over(entry(row, row));
    }
    return solution;
  }

  private Complex entry(int row, int column) {
    int at = 2 * (column - row + band);
    return new Complex(rows[row][at], rows[row][at + 1]);
  }

  /** Subtracts a multiple of the pivot's row, so that the entry below the pivot is 0. */
  private void eliminate(int pivot, int row) {
    Complex below = entry(row, pivot);
    if (below.re() == 0 && below.im() == 0) {
      return;
    }
    Complex factor = below.over(entry(pivot, pivot));
    double re = factor.re();
    double im = factor.im();
    double[] from = rows[pivot];
    double[] to = rows[row];
    int shift = 2 * (row - pivot);
    for (int at = 2 * band; at < from.length; at += 2) {
      to[at - shift] -= re * from[at] - im * from[at + 1];
      to[at - shift + 1] -= re * from[at + 1] + im * from[at];
    }
    right[2 * row] -= re * right[2 * pivot] - im * right[2 * pivot + 1];
    right[2 * row + 1] -= re * right[2 * pivot + 1] + im * right[2 * pivot];
  }
}
