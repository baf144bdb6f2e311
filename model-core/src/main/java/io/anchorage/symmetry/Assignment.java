package io.anchorage.symmetry;

import java.util.Arrays;

/**
 * The linear assignment problem: to each row one column, no column twice, so that the sum of the
 * chosen numbers is the largest.
 *
 * <p>Shortest augmenting paths with dual prices, O(n^3) (R. Jonker, A. Volgenant: A shortest
 * augmenting path algorithm for dense and sparse linear assignment problems, 1987, without its
 * initialisation). With cost {@code c = -gain} and prices u of rows and v of columns, {@code c_ij -
 * u_i - v_j >= 0} holds throughout, with equality at assigned pairs. Rows are assigned one after
 * the other; ties go to the lowest column, so that the answer is a function of the numbers alone.
 */
public final class Assignment {
  private static final int NONE = -1;

  private final double[][] gain;
  private final int size;
  private final double[] rowPrices;
  private final double[] columnPrices;
  private final int[] rowOfColumn;

  private Assignment(double[][] gain) {
    this.gain = gain;
    this.size = gain.length;
    this.rowPrices = new double[size];
    this.columnPrices = new double[size];
    this.rowOfColumn = new int[size];
    Arrays.fill(rowOfColumn, NONE);
  }

  /**
   * The best assignment.
   *
   * @param gain [rows][columns], as many of one as of the other, finite
   * @return [rows] the column of each row
   */
  public static int[] best(double[][] gain) {
    Assignment assignment = new Assignment(gain);
    for (int row = 0; row < gain.length; row++) {
      assignment.check(row);
      assignment.assign(row);
    }
    int[] columns = new int[gain.length];
    for (int column = 0; column < gain.length; column++) {
      columns[assignment.rowOfColumn[column]] = column;
    }
    return columns;
  }

  private void check(int row) {
    if (gain[row].length != size) {
      throw new IllegalArgumentException(
          "An assignment needs a square matrix: %d rows, %d columns"
              .formatted(size, gain[row].length));
    }
    for (double value : gain[row]) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("Gains must be finite: " + value);
      }
    }
  }

  /** Finds the shortest path from a free row to a free column, and assigns along it. */
  private void assign(int free) {
    double[] distance = new double[size];
    int[] before = new int[size];
    boolean[] settled = new boolean[size];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    Arrays.fill(before, NONE);
    int row = free;
    int last = NONE;
    double reached = 0;
    while (true) {
      relax(row, last, reached, distance, before, settled);
      int nearest = nearest(distance, settled);
      reached = distance[nearest];
      settled[nearest] = true;
      last = nearest;
      if (rowOfColumn[nearest] == NONE) {
        break;
      }
      row = rowOfColumn[nearest];
    }
    reprice(free, reached, distance, settled);
    augment(free, last, before);
  }

  /** Takes the edges of a row that was reached by its own column, {@code NONE} for the free row. */
  private void relax(
      int row, int by, double reached, double[] distance, int[] before, boolean[] settled) {
    for (int column = 0; column < size; column++) {
      double slack = -gain[row][column] - rowPrices[row] - columnPrices[column];
      if (!settled[column] && reached + slack < distance[column]) {
        distance[column] = reached + slack;
        before[column] = by;
      }
    }
  }

  private int nearest(double[] distance, boolean[] settled) {
    int nearest = NONE;
    for (int column = 0; column < size; column++) {
      if (!settled[column] && (nearest == NONE || distance[column] < distance[nearest])) {
        nearest = column;
      }
    }
    return nearest;
  }

  private void reprice(int free, double length, double[] distance, boolean[] settled) {
    rowPrices[free] += length;
    for (int column = 0; column < size; column++) {
      if (settled[column]) {
        double shorter = length - distance[column];
        columnPrices[column] -= shorter;
        if (rowOfColumn[column] != NONE) {
          rowPrices[rowOfColumn[column]] += shorter;
        }
      }
    }
  }

  private void augment(int free, int last, int[] before) {
    int column = last;
    while (before[column] != NONE) {
      rowOfColumn[column] = rowOfColumn[before[column]];
      column = before[column];
    }
    rowOfColumn[column] = free;
  }
}
