package io.anchorage.kernel.scalar;

import io.anchorage.kernel.Exp2;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Sheets;
import io.anchorage.kernel.SinCosPi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The specification of {@link Sheets}: a sheet is [unit][position]. */
final class ScalarSheets implements Sheets {
  private static final int BLOCK = MlpShape.BLOCK;

  /** A matrix and its biases, with the factors of both ways. */
  private static final class Matrix {
    private final int in;
    private final int out;
    private final float[] weights;
    private final float[] biases;
    private final float[] slopes;

    Matrix(int in, int out) {
      this.in = in;
      this.out = out;
      this.weights = new float[in * out];
      this.biases = new float[out];
      this.slopes = new float[in * out];
    }
  }

  private final MlpShape shape;
  private final int tile;
  private final List<float[]> sheets = new ArrayList<>();
  private final List<Matrix> matrices = new ArrayList<>();
  private final float[] lanes = new float[LaneTree.LANES];

  /** Sheets of this many positions, with the shape's activation. */
  ScalarSheets(MlpShape shape, int tile) {
    this.shape = shape;
    this.tile = tile;
  }

  @Override
  public int sheet(int units) {
    sheets.add(new float[units * tile]);
    return sheets.size() - 1;
  }

  @Override
  public int matrix(int in, int out) {
    matrices.add(new Matrix(in, out));
    return matrices.size() - 1;
  }

  @Override
  public void open() {}

  @Override
  public void load(int matrix, float[] from, int weights, int biases, float phase, float slope) {
    Matrix w = matrices.get(matrix);
    for (int i = 0; i < w.in * w.out; i++) {
      w.weights[i] = from[weights + i] * phase;
      w.slopes[i] = from[weights + i] * slope;
    }
    for (int j = 0; j < w.out; j++) {
      w.biases[j] = from[biases + j] * phase;
    }
  }

  @Override
  public void features(InputMapping mapping, MlpPoints points, int position, int sheet, int block) {
    float[] out = new float[mapping.features() * BLOCK];
    mapping.apply(points.laid(), position, BLOCK, out, BLOCK);
    for (int f = 0; f < mapping.features(); f++) {
      System.arraycopy(out, f * BLOCK, sheets.get(sheet), f * tile + block * BLOCK, BLOCK);
    }
  }

  @Override
  public void dense(int matrix, int x, int z, int block) {
    Matrix w = matrices.get(matrix);
    float[] from = sheets.get(x);
    float[] to = sheets.get(z);
    for (int j = 0; j < w.out; j++) {
      for (int n = block * BLOCK; n < (block + 1) * BLOCK; n++) {
        float sum = w.biases[j];
        for (int i = 0; i < w.in; i++) {
          sum = Math.fma(from[i * tile + n], w.weights[i * w.out + j], sum);
        }
        to[j * tile + n] = sum;
      }
    }
  }

  @Override
  public void back(int matrix, int d, int g, int block) {
    Matrix w = matrices.get(matrix);
    float[] from = sheets.get(d);
    float[] to = sheets.get(g);
    for (int i = 0; i < w.in; i++) {
      for (int n = block * BLOCK; n < (block + 1) * BLOCK; n++) {
        float sum = 0;
        for (int j = 0; j < w.out; j++) {
          sum = Math.fma(from[j * tile + n], w.slopes[i * w.out + j], sum);
        }
        to[i * tile + n] = sum;
      }
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
    Matrix w = matrices.get(matrix);
    float[] rows = sheets.get(x);
    float[] slopes = sheets.get(d);
    for (int j = 0; j < w.out; j++) {
      for (int i = 0; i < w.in; i++) {
        Arrays.fill(lanes, 0f);
        for (int n = 0; n < columns; n++) {
          int lane = n % LaneTree.LANES;
          lanes[lane] = Math.fma(rows[i * tile + n], slopes[j * tile + n], lanes[lane]);
        }
        int at = weights + i * w.out + j;
        gradient[at] = Math.fma(LaneTree.sum(lanes, 0), factor, gradient[at]);
      }
      Arrays.fill(lanes, 0f);
      for (int n = 0; n < columns; n++) {
        lanes[n % LaneTree.LANES] += slopes[j * tile + n];
      }
      gradient[biases + j] = Math.fma(LaneTree.sum(lanes, 0), factor, gradient[biases + j]);
    }
  }

  /** What an operation does at one place of each of its rows. */
  private interface Place {
    void at(int a, int b, int out);
  }

  private void each(Rows a, Rows b, Rows out, int block, Place place) {
    for (int u = 0; u < out.count(); u++) {
      for (int n = block * BLOCK; n < (block + 1) * BLOCK; n++) {
        place.at((a.from() + u) * tile + n, (b.from() + u) * tile + n, (out.from() + u) * tile + n);
      }
    }
  }

  @Override
  public void times(Rows a, float factor, Rows out, int block) {
    float[] x = sheets.get(a.sheet());
    float[] z = sheets.get(out.sheet());
    each(a, a, out, block, (i, j, k) -> z[k] = x[i] * factor);
  }

  @Override
  public void plusTimes(Rows a, float factor, Rows out, int block) {
    float[] x = sheets.get(a.sheet());
    float[] z = sheets.get(out.sheet());
    each(a, a, out, block, (i, j, k) -> z[k] = Math.fma(x[i], factor, z[k]));
  }

  @Override
  public void product(Rows a, Rows b, Rows out, int block) {
    float[] x = sheets.get(a.sheet());
    float[] y = sheets.get(b.sheet());
    float[] z = sheets.get(out.sheet());
    each(a, b, out, block, (i, j, k) -> z[k] = x[i] * y[j]);
  }

  @Override
  public void plusProduct(Rows a, Rows b, float factor, Rows out, int block) {
    float[] x = sheets.get(a.sheet());
    float[] y = sheets.get(b.sheet());
    float[] z = sheets.get(out.sheet());
    each(a, b, out, block, (i, j, k) -> z[k] = Math.fma(x[i] * factor, y[j], z[k]));
  }

  @Override
  public void waves(Rows x, Rows cos, int block) {
    float[] from = sheets.get(x.sheet());
    float[] to = sheets.get(cos.sheet());
    float[] pair = new float[1];
    each(
        x,
        x,
        cos,
        block,
        (i, j, k) -> {
          float[] sin = {from[i]};
          SinCosPi.into(sin[0], sin, pair, 0);
          from[i] = sin[0];
          to[k] = pair[0];
        });
  }

  @Override
  public void powers(Rows x, int block) {
    float[] z = sheets.get(x.sheet());
    each(x, x, x, block, (i, j, k) -> z[k] = Exp2.bounded(z[k]));
  }

  @Override
  public void activate(int layer, Rows phases, Rows derivatives, int block) {
    ScalarActivation activation = ScalarActivation.of(shape.activation());
    float[] values = new float[BLOCK];
    float[] slopes = new float[BLOCK];
    for (int u = 0; u < phases.count(); u++) {
      int from = (phases.from() + u) * tile + block * BLOCK;
      int to = (derivatives.from() + u) * tile + block * BLOCK;
      System.arraycopy(sheets.get(phases.sheet()), from, values, 0, BLOCK);
      activation.apply(layer, values, slopes, 0, BLOCK);
      System.arraycopy(values, 0, sheets.get(phases.sheet()), from, BLOCK);
      System.arraycopy(slopes, 0, sheets.get(derivatives.sheet()), to, BLOCK);
    }
  }

  @Override
  public float get(int sheet, int unit, int position) {
    return sheets.get(sheet)[unit * tile + position];
  }

  @Override
  public void set(int sheet, int unit, int position, float value) {
    sheets.get(sheet)[unit * tile + position] = value;
  }

  @Override
  public void close() {}
}
