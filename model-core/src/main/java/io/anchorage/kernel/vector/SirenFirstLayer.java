package io.anchorage.kernel.vector;

import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.SirenPoints;
import io.anchorage.kernel.SirenShape;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The twin of {@code ScalarFirstLayer}: sine and cosine of the first phase, from tables and the
 * angle-sum identities on full grids, directly elsewhere.
 */
final class SirenFirstLayer {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private final SirenShape shape;
  private final int units;
  private float[][] tableSin = {};
  private float[][] tableCos = {};
  private int[] pitch = {};
  private float[] axis = {};
  private float[] lineSin = {};
  private float[] lineCos = {};
  private float rowSin;
  private float rowCos;

  SirenFirstLayer(SirenShape shape) {
    this.shape = shape;
    this.units = SirenPanels.padded(shape.width());
  }

  /** Fills the tables, [axis][unit][pitch], for these parameters. */
  void prepare(SirenPoints points, float[] folded) {
    if (!points.product()) {
      return;
    }
    reserve(points);
    for (int a = 0; a < points.axes(); a++) {
      int extent = points.axis(a).length;
      axis = axis.length < pitch[a] ? new float[pitch[a]] : axis;
      System.arraycopy(points.axis(a), 0, axis, 0, extent);
      Arrays.fill(axis, extent, axis.length, 0f);
      for (int h = 0; h < shape.width(); h++) {
        float w = folded[points.inputOfAxis(a) * shape.width() + h];
        float b = a == 0 ? folded[shape.biases(0) + h] : 0f;
        table(axis, LaneTree.padded(extent), w, b, tableSin[a], tableCos[a], h * pitch[a]);
      }
    }
  }

  private void reserve(SirenPoints points) {
    boolean fits = pitch.length == points.axes();
    for (int a = 0; fits && a < points.axes(); a++) {
      fits = pitch[a] == pitch(points, a);
    }
    if (fits) {
      return;
    }
    pitch = new int[points.axes()];
    tableSin = new float[points.axes()][];
    tableCos = new float[points.axes()][];
    for (int a = 0; a < points.axes(); a++) {
      pitch[a] = pitch(points, a);
      tableSin[a] = new float[shape.width() * pitch[a]];
      tableCos[a] = new float[shape.width() * pitch[a]];
    }
  }

  /** A vector that begins at the last place of an axis must still lie inside its row. */
  private static int pitch(SirenPoints points, int a) {
    return LaneTree.padded(points.axis(a).length) + LaneTree.LANES;
  }

  private static void table(
      float[] axis, int size, float w, float b, float[] sin, float[] cos, int at) {
    FloatVector weight = FloatVector.broadcast(S, w);
    FloatVector bias = FloatVector.broadcast(S, b);
    for (int i = 0; i < size; i += L) {
      VectorSinCos.into(FloatVector.fromArray(S, axis, i).fma(weight, bias), sin, cos, at + i);
    }
  }

  /**
   * Points {@code start .. start + count} of all units.
   *
   * @param sin [vectors][units][L]
   * @param cos [vectors][units][L]
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
    if (!points.product()) {
      for (int k = 0; k < vectors; k++) {
        direct(points, folded, start + k * L, sin, cos, k * units * L);
      }
      return;
    }
    int padded = vectors * L;
    if (lineSin.length < padded + L) {
      lineSin = new float[padded + L];
      lineCos = new float[padded + L];
    }
    for (int h = 0; h < shape.width(); h++) {
      line(points, h, start, count);
      Arrays.fill(lineSin, count, padded, 0f);
      Arrays.fill(lineCos, count, padded, 0f);
      spread(lineSin, sin, h * L, units * L, vectors);
      spread(lineCos, cos, h * L, units * L, vectors);
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
      VectorSinCos.into(z, sin, cos, at + h * L);
    }
  }

  /** One unit's points in their order. A row's last vector runs into the next row's place. */
  private void line(SirenPoints points, int h, int start, int count) {
    int last = points.axes() - 1;
    int columns = points.axis(last).length;
    int end = start + count;
    for (int row = start / columns; row * columns < end; row++) {
      int from = Math.max(0, start - row * columns);
      int to = Math.min(columns, end - row * columns);
      rowAngle(points, h, row);
      combine(
          rowSin,
          rowCos,
          tableSin[last],
          tableCos[last],
          h * pitch[last] + from,
          lineSin,
          lineCos,
          row * columns + from - start,
          to - from);
    }
  }

  /** Sine and cosine of the sum of the angles of all axes but the last. */
  private void rowAngle(SirenPoints points, int h, int row) {
    int last = points.axes() - 1;
    int run = points.count() / points.axis(last).length / points.axis(0).length;
    int place = h * pitch[0] + row / run;
    float s = tableSin[0][place];
    float c = tableCos[0][place];
    for (int a = 1; a < last; a++) {
      int extent = points.axis(a).length;
      run /= extent;
      place = h * pitch[a] + row / run % extent;
      float sinB = tableSin[a][place];
      float cosB = tableCos[a][place];
      float sum = Math.fma(s, cosB, c * sinB);
      c = Math.fma(c, cosB, -s * sinB);
      s = sum;
    }
    rowSin = s;
    rowCos = c;
  }

  private static void combine(
      float s,
      float c,
      float[] sinB,
      float[] cosB,
      int table,
      float[] sin,
      float[] cos,
      int at,
      int count) {
    FloatVector rowS = FloatVector.broadcast(S, s);
    FloatVector rowC = FloatVector.broadcast(S, c);
    FloatVector minusS = FloatVector.broadcast(S, -s);
    for (int i = 0; i < count; i += L) {
      FloatVector sb = FloatVector.fromArray(S, sinB, table + i);
      FloatVector cb = FloatVector.fromArray(S, cosB, table + i);
      rowS.fma(cb, rowC.mul(sb)).intoArray(sin, at + i);
      rowC.fma(cb, minusS.mul(sb)).intoArray(cos, at + i);
    }
  }

  private static void spread(float[] line, float[] to, int at, int step, int vectors) {
    for (int k = 0; k < vectors; k++) {
      FloatVector.fromArray(S, line, k * L).intoArray(to, at + k * step);
    }
  }
}
