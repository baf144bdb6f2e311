package io.anchorage.kernel.vector;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Sheets;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The twin of {@code ScalarSheets}: a sheet is a {@link MlpTrace}. */
final class VectorSheets implements Sheets {
  private static final VectorSpecies<Float> S = Lanes.SPECIES;
  private static final int L = Lanes.LENGTH;

  /** Vectors of a block. */
  private static final int VECTORS = MlpShape.BLOCK / L;

  private final MlpShape shape;
  private final int tile;
  private final Arena.Plan plan = new Arena.Plan();
  private final MlpGradient sums = new MlpGradient(plan);
  private final List<MlpTrace> sheets = new ArrayList<>();
  private final List<MlpPanels> matrices = new ArrayList<>();
  private float[] m = {};

  /** Sheets of this many positions, with the shape's activation. */
  VectorSheets(MlpShape shape, int tile) {
    this.shape = shape;
    this.tile = tile;
  }

  @Override
  public int sheet(int units) {
    sheets.add(new MlpTrace(plan, units, tile / L));
    return sheets.size() - 1;
  }

  @Override
  public int matrix(int in, int out) {
    matrices.add(new MlpPanels(in, out, 0, in * out));
    return matrices.size() - 1;
  }

  @Override
  public void open() {
    m = Arena.take(plan);
  }

  @Override
  public void load(int matrix, float[] from, int weights, int biases, float phase, float slope) {
    MlpPanels w = matrices.get(matrix);
    int size = w.fanIn() * w.fanOut();
    float[] phases = new float[size + w.fanOut()];
    float[] slopes = new float[size];
    for (int i = 0; i < size; i++) {
      phases[i] = from[weights + i] * phase;
      slopes[i] = from[weights + i] * slope;
    }
    for (int j = 0; j < w.fanOut(); j++) {
      phases[size + j] = from[biases + j] * phase;
    }
    w.pack(phases, slopes);
  }

  @Override
  public void features(InputMapping mapping, MlpPoints points, int position, int sheet, int block) {
    for (int v = 0; v < VECTORS; v++) {
      int at = sheets.get(sheet).vector(block * VECTORS + v);
      if (mapping instanceof InputMapping.Identity) {
        for (int k = 0; k < points.inputs(); k++) {
          FloatVector.fromArray(S, points.laid(k), position + v * L).intoArray(m, at + k * L);
        }
      } else {
        VectorMapping.of(mapping).apply(points, position + v * L, m, at);
      }
    }
  }

  @Override
  public void dense(int matrix, int x, int z, int block) {
    MlpPanels w = matrices.get(matrix);
    MlpTrace from = sheets.get(x);
    MlpTrace to = sheets.get(z);
    for (int k = block * VECTORS; k < (block + 1) * VECTORS; k += 2) {
      MlpProducts.forward(
          w.forward,
          w.bias,
          w.fanIn(),
          m,
          from.vector(k),
          from.units(),
          to.vector(k),
          MlpPanels.padded(w.fanOut()));
    }
  }

  @Override
  public void back(int matrix, int d, int g, int block) {
    MlpPanels w = matrices.get(matrix);
    MlpTrace from = sheets.get(d);
    MlpTrace to = sheets.get(g);
    for (int k = block * VECTORS; k < (block + 1) * VECTORS; k += 2) {
      MlpProducts.backward(
          w.backward,
          w.fanOut(),
          m,
          from.vector(k),
          from.units(),
          to.vector(k),
          MlpPanels.padded(w.fanIn()));
    }
  }

  @Override
  public void gradient(
      int matrix,
      int x,
      int d,
      int columns,
      float factor,
      float[] gradient,
      int weights,
      int biases) {
    MlpPanels w = matrices.get(matrix);
    sums.dense(
        m,
        sheets.get(x),
        w.fanIn(),
        sheets.get(d),
        w.fanOut(),
        columns / L,
        factor,
        gradient,
        weights,
        biases);
  }

  private int at(Rows rows, int vector) {
    return sheets.get(rows.sheet()).vector(vector) + rows.from() * L;
  }

  @Override
  public void times(Rows a, float factor, Rows out, int block) {
    for (int k = block * VECTORS; k < (block + 1) * VECTORS; k++) {
      times(m, at(a, k), factor, at(out, k), out.count() * L);
    }
  }

  private static void times(float[] m, int a, float factor, int out, int size) {
    for (int i = 0; i < size; i += L) {
      FloatVector.fromArray(S, m, a + i).mul(factor).intoArray(m, out + i);
    }
  }

  @Override
  public void plusTimes(Rows a, float factor, Rows out, int block) {
    for (int k = block * VECTORS; k < (block + 1) * VECTORS; k++) {
      plusTimes(m, at(a, k), factor, at(out, k), out.count() * L);
    }
  }

  private static void plusTimes(float[] m, int a, float factor, int out, int size) {
    FloatVector f = FloatVector.broadcast(S, factor);
    for (int i = 0; i < size; i += L) {
      FloatVector.fromArray(S, m, a + i)
          .fma(f, FloatVector.fromArray(S, m, out + i))
          .intoArray(m, out + i);
    }
  }

  @Override
  public void product(Rows a, Rows b, Rows out, int block) {
    for (int k = block * VECTORS; k < (block + 1) * VECTORS; k++) {
      product(m, at(a, k), at(b, k), at(out, k), out.count() * L);
    }
  }

  private static void product(float[] m, int a, int b, int out, int size) {
    for (int i = 0; i < size; i += L) {
      FloatVector.fromArray(S, m, a + i)
          .mul(FloatVector.fromArray(S, m, b + i))
          .intoArray(m, out + i);
    }
  }

  @Override
  public void plusProduct(Rows a, Rows b, float factor, Rows out, int block) {
    for (int k = block * VECTORS; k < (block + 1) * VECTORS; k++) {
      plusProduct(m, at(a, k), at(b, k), factor, at(out, k), out.count() * L);
    }
  }

  private static void plusProduct(float[] m, int a, int b, float factor, int out, int size) {
    for (int i = 0; i < size; i += L) {
      FloatVector.fromArray(S, m, a + i)
          .mul(factor)
          .fma(FloatVector.fromArray(S, m, b + i), FloatVector.fromArray(S, m, out + i))
          .intoArray(m, out + i);
    }
  }

  @Override
  public void waves(Rows x, Rows cos, int block) {
    for (int k = block * VECTORS; k < (block + 1) * VECTORS; k++) {
      VectorSinCosPi.replace(m, at(x, k), at(cos, k), x.count() * L);
    }
  }

  @Override
  public void powers(Rows x, int block) {
    for (int k = block * VECTORS; k < (block + 1) * VECTORS; k++) {
      VectorExp2.replace(m, at(x, k), x.count() * L);
    }
  }

  @Override
  public void activate(int layer, Rows phases, Rows derivatives, int block) {
    VectorActivation activation = VectorActivation.of(shape.activation());
    for (int k = block * VECTORS; k < (block + 1) * VECTORS; k++) {
      activation.apply(layer, m, at(phases, k), at(derivatives, k), phases.count() * L);
    }
  }

  @Override
  public float get(int sheet, int unit, int position) {
    return m[sheets.get(sheet).vector(position / L) + unit * L + position % L];
  }

  @Override
  public void set(int sheet, int unit, int position, float value) {
    m[sheets.get(sheet).vector(position / L) + unit * L + position % L] = value;
  }

  @Override
  public void close() {
    Arena.give(m);
    m = new float[0];
  }
}
