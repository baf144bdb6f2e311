package io.anchorage.kernel;

import io.anchorage.kernel.Sheets.Rows;
import java.util.List;

/**
 * A hidden layer h = f(z) that takes jets, by operations on {@link Sheets}. With u = rate z, and
 * f1, f2, f3 the derivatives of f by u, the orders of h are
 *
 * <pre>
 * h    = f(u)
 * h_k  = f1 u_k
 * h_ab = f1 u_ab + f2 u_a u_b
 * </pre>
 *
 * <p>and from g, the loss's gradient by the orders of h, that by those of u follows by
 * differentiating these lines:
 *
 * <pre>
 * d    = f1 g + sum_k f2 u_k g_k + sum_ab (f2 u_ab + f3 u_a u_b) g_ab
 * d_k  = f1 g_k + sum_(b) f2 u_b g_kb (1 + [k = b])
 * d_ab = f1 g_ab
 * </pre>
 *
 * <p>A linear part is the same for all orders but that the bias belongs to the value alone: a unit
 * that is constantly 1 follows the layer's own, its derivatives are 0, and weights and biases are
 * one matrix.
 */
final class JetLayer {
  private static final int VALUE = 0;

  private final JetShape shape;
  private final Sheets sheets;
  private final int layer;
  private final int width;
  private final float rate;
  private final int matrix;

  /** Orders of u; on the way back they stay, since each is needed to the end. */
  private final Rows[] u;

  /** Orders of h, and the unit that is 1. */
  private final Rows[] h;

  /** Orders of d. */
  private final Rows[] d;

  private final Rows f1;
  private final Rows f2;
  private final Rows f3;
  private final Rows product;

  JetLayer(JetShape shape, int layer, Sheets sheets) {
    MlpShape network = shape.network();
    this.shape = shape;
    this.sheets = sheets;
    this.layer = layer;
    this.width = network.width();
    this.rate = network.gain(layer);
    this.matrix = sheets.matrix(network.fanIn(layer) + 1, width);
    this.u = rows(width);
    this.h = rows(width + 1);
    this.d = rows(width);
    this.f1 = row(width);
    this.f2 = row(width);
    this.f3 = row(width);
    this.product = row(width);
  }

  private Rows[] rows(int units) {
    Rows[] rows = new Rows[shape.orders()];
    for (int o = 0; o < rows.length; o++) {
      rows[o] = row(units);
    }
    return rows;
  }

  private Rows row(int units) {
    return new Rows(sheets.sheet(units), 0, width);
  }

  /** The sheet of an order of the values. */
  int values(int order) {
    return h[order].sheet();
  }

  /**
   * Sets the parameters.
   *
   * @param parameters the network's, and zeros behind them
   */
  void load(float[] parameters) {
    MlpShape network = shape.network();
    sheets.load(
        matrix,
        parameters,
        network.weights(layer),
        network.parameters(),
        rate,
        network.gain(layer));
  }

  /**
   * From the jets of the layer below to its own.
   *
   * @param x the sheet of each order
   */
  void forward(int[] x, int block) {
    for (int o = 0; o < x.length; o++) {
      sheets.dense(matrix, x[o], u[o].sheet(), block);
    }
    sheets.times(u[VALUE], shape.network().activation().scale(layer) / rate, h[VALUE], block);
    sheets.activate(layer, h[VALUE], f1, block);
    curve(block);
    for (int k = 0; k < shape.coordinates(); k++) {
      sheets.product(f1, u[shape.first(k)], h[shape.first(k)], block);
    }
    for (int p = 0; p < shape.pairs().size(); p++) {
      JetShape.Pair pair = shape.pairs().get(p);
      Rows out = h[shape.second(p)];
      sheets.product(f1, u[shape.second(p)], out, block);
      if (curved()) {
        sheets.product(f2, u[shape.first(pair.a())], product, block);
        sheets.plusProduct(product, u[shape.first(pair.b())], 1f, out, block);
      }
    }
  }

  /** Whether f has other derivatives than the first. */
  private boolean curved() {
    return !(shape.network().activation() instanceof Relu);
  }

  /** Writes f2 and f3. */
  private void curve(int block) {
    Activation activation = shape.network().activation();
    if (activation instanceof Sine) {
      sheets.times(h[VALUE], -1f, f2, block);
      sheets.times(f1, -1f, f3, block);
    } else if (activation instanceof Tanh) {
      sheets.product(h[VALUE], f1, f2, block);
      sheets.times(f2, -2f, f2, block);
      sheets.product(f1, f1, f3, block);
      sheets.times(f3, -2f, f3, block);
      sheets.plusProduct(h[VALUE], f2, -2f, f3, block);
    }
  }

  /**
   * From the gradient by h to that by u.
   *
   * @param g the sheet of each order
   */
  void backward(int[] g, int block) {
    for (int o = 0; o < g.length; o++) {
      sheets.product(f1, new Rows(g[o], 0, width), d[o], block);
    }
    if (!curved()) {
      return;
    }
    for (int k = 0; k < shape.coordinates(); k++) {
      bend(u[shape.first(k)], f2, new Rows(g[shape.first(k)], 0, width), d[VALUE], block);
    }
    List<JetShape.Pair> pairs = shape.pairs();
    for (int p = 0; p < pairs.size(); p++) {
      Rows slope = new Rows(g[shape.second(p)], 0, width);
      int a = shape.first(pairs.get(p).a());
      int b = shape.first(pairs.get(p).b());
      bend(u[shape.second(p)], f2, slope, d[VALUE], block);
      bend(u[a], f2, slope, d[b], block);
      bend(u[b], f2, slope, d[a], block);
      sheets.product(f3, u[a], product, block);
      sheets.product(product, u[b], product, block);
      sheets.plusProduct(product, slope, 1f, d[VALUE], block);
    }
  }

  /** out += f x slope. */
  private void bend(Rows x, Rows f, Rows slope, Rows out, int block) {
    sheets.product(f, x, product, block);
    sheets.plusProduct(product, slope, 1f, out, block);
  }

  /** On to the gradient by the jets of the layer below. */
  void back(int[] g, int block) {
    for (int o = 0; o < g.length; o++) {
      sheets.back(matrix, d[o].sheet(), g[o], block);
    }
  }

  /**
   * Adds the tile's gradient.
   *
   * @param x the sheet of each order of the layer below
   */
  void put(int[] x, int columns, float[] gradient) {
    MlpShape network = shape.network();
    for (int o = 0; o < x.length; o++) {
      sheets.gradient(
          matrix,
          x[o],
          d[o].sheet(),
          columns,
          network.gain(layer),
          gradient,
          network.weights(layer),
          network.parameters());
    }
  }
}
