package io.anchorage.kernel.vector;

import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.SirenPoints;
import io.anchorage.kernel.SirenShape;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sine and cosine of a grid's angles: one an axis, place and unit, with the bias in the first axis;
 * and of their sums over all axes but the last, one a row and unit.
 */
final class SirenTables {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  /** Of the last axis: [unit][pitch]. */
  float[] columnSin = {};

  float[] columnCos = {};

  /** Of the rows of a tile: [row][unit]. */
  float[] rowSin = {};

  float[] rowCos = {};

  private final SirenShape shape;
  private int[] pitch = {};
  private float[][] sin = {};
  private float[][] cos = {};
  private float[] places = {};

  SirenTables(SirenShape shape) {
    this.shape = shape;
  }

  /** The length of a unit's row of the last axis: a vector may begin at any of its places. */
  int pitch() {
    return pitch[pitch.length - 1];
  }

  /** Fills the tables of all axes. */
  void fill(SirenPoints points, float[] folded) {
    reserve(points);
    for (int a = 0; a < points.axes(); a++) {
      int extent = points.axis(a).length;
      System.arraycopy(points.axis(a), 0, places, 0, extent);
      Arrays.fill(places, extent, SirenShape.padded(extent), 0f);
      for (int h = 0; h < shape.width(); h++) {
        float w = folded[points.inputOfAxis(a) * shape.width() + h];
        float b = a == 0 ? folded[shape.biases(0) + h] : 0f;
        angles(places, SirenShape.padded(extent), w, b, sin[a], cos[a], h * pitch[a]);
      }
    }
  }

  private static void angles(
      float[] places, int size, float w, float b, float[] sin, float[] cos, int at) {
    FloatVector weight = FloatVector.broadcast(S, w);
    FloatVector bias = FloatVector.broadcast(S, b);
    for (int i = 0; i < size; i += L) {
      FloatVector.fromArray(S, places, i).fma(weight, bias).intoArray(sin, at + i);
    }
    VectorSinCos.replace(sin, cos, at, at + size);
  }

  private void reserve(SirenPoints points) {
    int[] needed = new int[points.axes()];
    int longest = 0;
    for (int a = 0; a < needed.length; a++) {
      needed[a] = SirenShape.padded(points.axis(a).length) + LaneTree.LANES;
      longest = Math.max(longest, needed[a]);
    }
    if (Arrays.equals(pitch, needed)) {
      return;
    }
    pitch = needed;
    places = new float[longest];
    sin = new float[needed.length][];
    cos = new float[needed.length][];
    for (int a = 0; a < needed.length; a++) {
      sin[a] = new float[shape.width() * needed[a]];
      cos[a] = new float[shape.width() * needed[a]];
    }
    columnSin = sin[needed.length - 1];
    columnCos = cos[needed.length - 1];
  }

  /** Fills the rows {@code from .. to}, both included. */
  void fillRows(SirenPoints points, int from, int to) {
    int width = shape.width();
    int size = (to - from + 1) * width;
    if (rowSin.length < size) {
      rowSin = new float[size];
      rowCos = new float[size];
    }
    int last = points.axes() - 1;
    int rows = points.count() / points.axis(last).length;
    for (int row = from; row <= to; row++) {
      int run = rows / points.axis(0).length;
      int at = (row - from) * width;
      copy(sin[0], row / run, pitch[0], rowSin, at);
      copy(cos[0], row / run, pitch[0], rowCos, at);
      for (int a = 1; a < last; a++) {
        run /= points.axis(a).length;
        turn(a, row / run % points.axis(a).length, at);
      }
    }
  }

  private void copy(float[] from, int place, int step, float[] to, int at) {
    for (int h = 0; h < shape.width(); h++) {
      to[at + h] = from[place + h * step];
    }
  }

  /** Adds the angle of one more axis to a row. */
  private void turn(int a, int place, int at) {
    for (int h = 0; h < shape.width(); h++) {
      float sinB = sin[a][place + h * pitch[a]];
      float cosB = cos[a][place + h * pitch[a]];
      float s = rowSin[at + h];
      float c = rowCos[at + h];
      rowSin[at + h] = Math.fma(s, cosB, c * sinB);
      rowCos[at + h] = Math.fma(c, cosB, -s * sinB);
    }
  }
}
