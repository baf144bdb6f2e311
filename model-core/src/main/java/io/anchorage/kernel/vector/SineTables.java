package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sine and cosine of a product grid's angles, one table per axis, the first including the bias. The
 * tables of the last two axes hold sixteen lanes for each row, or column, of patches; the others
 * hold one value per position.
 */
final class SineTables {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  private final MlpShape shape;

  /** [axis][row or column of patches][unit][16]; [axis][unit][extent, padded] for the others. */
  private int[] sin = {};

  private int[] cos = {};

  private float[] memory = {};

  /** [axis]: the coordinates along the lanes. */
  private float[][] places = {};

  private MlpPoints prepared;

  SineTables(MlpShape shape) {
    this.shape = shape;
  }

  /** The memory of the tables. */
  float[] memory() {
    return memory;
  }

  /** Start of an axis's sines. */
  int sin(int axis) {
    return sin[axis];
  }

  int cos(int axis) {
    return cos[axis];
  }

  /** The length of a unit's row, for the axes before the last two. */
  static int pitch(MlpPoints points, int axis) {
    return LaneTree.padded(points.axis(axis).length);
  }

  /** Fills all tables for these parameters. */
  void fill(MlpPoints points, float[] phases) {
    reserve(points);
    int width = shape.width();
    for (int a = 0; a < points.axes(); a++) {
      int weights = points.inputOfAxis(a) * width;
      int biases = a == 0 ? shape.biases(0) : -1;
      if (a < points.axes() - 2) {
        along(places[a], phases, weights, biases, width, memory, sin[a]);
      } else {
        across(places[a], phases, weights, biases, width, memory, sin[a]);
      }
      VectorSinCosPi.replace(memory, sin[a], cos[a], places[a].length * width);
    }
  }

  /** phase[unit][place] = place weight + bias. */
  private static void along(
      float[] places, float[] phases, int weights, int biases, int width, float[] m, int out) {
    for (int h = 0; h < width; h++) {
      FloatVector weight = FloatVector.broadcast(S, phases[weights + h]);
      FloatVector bias = FloatVector.broadcast(S, biases < 0 ? 0f : phases[biases + h]);
      for (int i = 0; i < places.length; i += L) {
        FloatVector place = FloatVector.fromArray(S, places, i);
        place.fma(weight, bias).intoArray(m, out + h * places.length + i);
      }
    }
  }

  /** phase[patch][unit][lane] = place weight + bias. */
  private static void across(
      float[] places, float[] phases, int weights, int biases, int width, float[] m, int out) {
    for (int i = 0; i < places.length; i += L) {
      FloatVector place = FloatVector.fromArray(S, places, i);
      int at = out + i / LaneTree.LANES * width * LaneTree.LANES + i % LaneTree.LANES;
      for (int h = 0; h < width; h++) {
        FloatVector weight = FloatVector.broadcast(S, phases[weights + h]);
        FloatVector bias = FloatVector.broadcast(S, biases < 0 ? 0f : phases[biases + h]);
        place.fma(weight, bias).intoArray(m, at + h * LaneTree.LANES);
      }
    }
  }

  private void reserve(MlpPoints points) {
    if (points == prepared) {
      return;
    }
    close();
    prepared = points;
    Arena.Plan plan = new Arena.Plan();
    sin = new int[points.axes()];
    cos = new int[points.axes()];
    places = new float[points.axes()][];
    for (int a = 0; a < places.length; a++) {
      places[a] = places(points, a);
      sin[a] = plan.take(places[a].length * shape.width());
      cos[a] = plan.take(places[a].length * shape.width());
    }
    memory = Arena.take(plan);
  }

  /** Releases the tables' memory; the next points start afresh. */
  void close() {
    if (memory.length > 0) {
      Arena.give(memory);
      memory = new float[0];
      prepared = null;
    }
  }

  private static float[] places(MlpPoints points, int axis) {
    float[] coordinates = points.axis(axis);
    int last = points.axes() - 1;
    if (axis < last - 1) {
      float[] out = new float[pitch(points, axis)];
      System.arraycopy(coordinates, 0, out, 0, coordinates.length);
      return out;
    }
    int patches = axis == last ? points.patchesAcross() : points.patchesDown();
    int step = axis == last ? 1 : points.patchesAcross();
    float[] out = new float[patches * LaneTree.LANES];
    for (int i = 0; i < out.length; i++) {
      int position = i / LaneTree.LANES * step * LaneTree.LANES + i % LaneTree.LANES;
      out[i] = coordinates[points.place(axis, position)];
    }
    return out;
  }
}
