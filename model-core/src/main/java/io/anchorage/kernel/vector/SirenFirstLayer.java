package io.anchorage.kernel.vector;

import io.anchorage.kernel.SirenPoints;
import io.anchorage.kernel.SirenShape;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The twin of {@code ScalarFirstLayer}: sine and cosine of the first phase, from tables and the
 * angle-sum identities on full grids, directly elsewhere.
 *
 * <p>A vector of points may span several rows of the grid. Each row's stretch is stored as a whole
 * vector: what runs over its end is overwritten by what comes next, the next stretch or the next
 * unit.
 */
final class SirenFirstLayer {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private final SirenShape shape;
  private final int units;
  private final SirenTables tables;

  /** The stretches of one vector: their rows, first columns, and first lanes. */
  private final int[] row = new int[L];

  private final int[] column = new int[L];
  private final int[] lane = new int[L];

  SirenFirstLayer(SirenShape shape) {
    this.shape = shape;
    this.units = SirenPanels.padded(shape.width());
    this.tables = new SirenTables(shape);
  }

  /** Fills the tables for these parameters. */
  void prepare(SirenPoints points, float[] folded) {
    if (points.product()) {
      tables.fill(points, folded);
    }
  }

  /**
   * Points {@code start .. start + count} of all units.
   *
   * @param sin [vectors][units][L], and one vector more
   * @param cos [vectors][units][L], and one vector more
   * @param vectors that hold the points and their padding
   */
  void forward(
      SirenPoints points,
      float[] folded,
      int start,
      int count,
      float[] sin,
      float[] cos,
      int vectors) {
    if (points.product()) {
      int columns = points.axis(points.axes() - 1).length;
      tables.fillRows(points, start / columns, (start + count - 1) / columns);
      for (int k = 0; k * L < count; k++) {
        combine(columns, start, count, k, sin, cos);
      }
      clear(sin, count, vectors);
      clear(cos, count, vectors);
    } else {
      for (int k = 0; k < vectors; k++) {
        direct(points, folded, start + k * L, sin, cos, k * units * L);
      }
    }
  }

  private void direct(
      SirenPoints points, float[] folded, int point, float[] sin, float[] cos, int at) {
    for (int h = 0; h < shape.width(); h++) {
      FloatVector z = FloatVector.broadcast(S, folded[shape.biases(0) + h]);
      for (int k = 0; k < shape.inputs(); k++) {
        FloatVector w = FloatVector.broadcast(S, folded[k * shape.width() + h]);
        z = FloatVector.fromArray(S, points.coordinates(k), point).fma(w, z);
      }
      z.intoArray(sin, at + h * L);
    }
    VectorSinCos.replace(sin, cos, at, at + units * L);
  }

  private void combine(int columns, int start, int count, int k, float[] sin, float[] cos) {
    int point = start + k * L;
    int end = Math.min(point + L, start + count);
    int stretches = 0;
    for (int n = point; n < end; n += columns - column[stretches - 1]) {
      row[stretches] = n / columns - start / columns;
      column[stretches] = n % columns;
      lane[stretches] = n - point;
      stretches++;
    }
    int at = k * units * L;
    if (stretches == 1) {
      one(tables, shape.width(), row[0], column[0], sin, cos, at);
    } else if (stretches == 2) {
      two(tables, shape.width(), row[0], column[0], row[1], lane[1], sin, cos, at);
    } else {
      many(stretches, sin, cos, at);
    }
  }

  private static void one(
      SirenTables tables, int width, int row, int column, float[] sin, float[] cos, int at) {
    float[] rowSin = tables.rowSin;
    float[] rowCos = tables.rowCos;
    float[] columnSin = tables.columnSin;
    float[] columnCos = tables.columnCos;
    int pitch = tables.pitch();
    int angle = row * width;
    for (int h = 0; h < width; h++) {
      int place = h * pitch + column;
      store(
          rowSin[angle + h], rowCos[angle + h], columnSin, columnCos, place, sin, cos, at + h * L);
    }
  }

  /** The second stretch begins at column 0. */
  private static void two(
      SirenTables tables,
      int width,
      int row0,
      int column,
      int row1,
      int lane,
      float[] sin,
      float[] cos,
      int at) {
    float[] rowSin = tables.rowSin;
    float[] rowCos = tables.rowCos;
    float[] columnSin = tables.columnSin;
    float[] columnCos = tables.columnCos;
    int pitch = tables.pitch();
    int angle0 = row0 * width;
    int angle1 = row1 * width;
    for (int h = 0; h < width; h++) {
      int place = h * pitch;
      int q = at + h * L;
      store(
          rowSin[angle0 + h],
          rowCos[angle0 + h],
          columnSin,
          columnCos,
          place + column,
          sin,
          cos,
          q);
      store(
          rowSin[angle1 + h], rowCos[angle1 + h], columnSin, columnCos, place, sin, cos, q + lane);
    }
  }

  private void many(int stretches, float[] sin, float[] cos, int at) {
    for (int h = 0; h < shape.width(); h++) {
      for (int i = 0; i < stretches; i++) {
        int angle = row[i] * shape.width() + h;
        int place = h * tables.pitch() + column[i];
        store(
            tables.rowSin[angle],
            tables.rowCos[angle],
            tables.columnSin,
            tables.columnCos,
            place,
            sin,
            cos,
            at + h * L + lane[i]);
      }
    }
  }

  /** sin(a + b) = sin a cos b + cos a sin b, cos(a + b) = cos a cos b - sin a sin b. */
  private static void store(
      float s,
      float c,
      float[] columnSin,
      float[] columnCos,
      int place,
      float[] sin,
      float[] cos,
      int at) {
    FloatVector rowS = FloatVector.broadcast(S, s);
    FloatVector minusS = FloatVector.broadcast(S, -s);
    FloatVector rowC = FloatVector.broadcast(S, c);
    FloatVector sinB = FloatVector.fromArray(S, columnSin, place);
    FloatVector cosB = FloatVector.fromArray(S, columnCos, place);
    rowS.fma(cosB, rowC.mul(sinB)).intoArray(sin, at);
    rowC.fma(cosB, minusS.mul(sinB)).intoArray(cos, at);
  }

  /** Zeros in the padded points, whatever ran over into them. */
  private void clear(float[] values, int count, int vectors) {
    for (int k = count / L; k < vectors; k++) {
      int from = Math.max(0, count - k * L);
      for (int h = 0; h < units; h++) {
        int at = (k * units + h) * L;
        Arrays.fill(values, at + from, at + L, 0f);
      }
    }
  }
}
