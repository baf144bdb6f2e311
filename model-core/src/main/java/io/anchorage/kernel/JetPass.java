package io.anchorage.kernel;

import java.util.Arrays;

/** Takes a tile's points through a network as jets, and back; used by one thread at a time. */
final class JetPass {
  private static final int BLOCK = MlpShape.BLOCK;

  private final JetShape shape;
  private final MlpShape network;
  private final Sheets sheets;
  private final int tile;

  /** Orders of the first layer's inputs, and the unit that is 1. */
  private final int[] x;

  /** Orders of the gradient by a layer's values. */
  private final int[] g;

  /** Orders of the outputs; on the way back, the loss's gradient by them. */
  private final int[] y;

  private final JetLayer[] layers;
  private final int last;
  private final double[][] jet;
  private final double[][] slopes;

  JetPass(JetShape shape, Sheets sheets, int tile) {
    this.shape = shape;
    this.network = shape.network();
    this.sheets = sheets;
    this.tile = tile;
    this.x = sheets(network.inputs() + 1);
    this.g = sheets(network.width() + 1);
    this.y = sheets(network.outputs());
    this.layers = new JetLayer[network.depth()];
    for (int l = 0; l < layers.length; l++) {
      layers[l] = new JetLayer(shape, l, sheets);
    }
    this.last = sheets.matrix(network.width() + 1, network.outputs());
    this.jet = new double[shape.orders()][network.outputs()];
    this.slopes = new double[shape.orders()][network.outputs()];
    sheets.open();
    constants();
  }

  private int[] sheets(int units) {
    int[] numbers = new int[shape.orders()];
    for (int o = 0; o < numbers.length; o++) {
      numbers[o] = sheets.sheet(units);
    }
    return numbers;
  }

  /** What is the same at all points: the derivatives of the inputs, and the unit that is 1. */
  private void constants() {
    for (int n = 0; n < tile; n++) {
      for (int o = 0; o < shape.orders(); o++) {
        for (int i = 0; i < network.inputs(); i++) {
          boolean own = o >= 1 && o <= shape.coordinates() && o == shape.first(i);
          sheets.set(x[o], i, n, own ? shape.slope(i) : 0f);
        }
        float one = o == 0 ? 1f : 0f;
        sheets.set(x[o], network.inputs(), n, one);
        for (JetLayer layer : layers) {
          sheets.set(layer.values(o), network.width(), n, one);
        }
      }
    }
  }

  void close() {
    sheets.close();
  }

  /**
   * Adds the gradient of one strand, and returns its part of the loss.
   *
   * @param parameters the network's, and zeros behind them
   * @param gradient the same, for what is added
   */
  double gradient(
      MlpPoints points,
      MlpTiles tiles,
      int strand,
      float[] parameters,
      JetLoss loss,
      float[] gradient) {
    for (JetLayer layer : layers) {
      layer.load(parameters);
    }
    sheets.load(last, parameters, network.weights(network.depth()), network.parameters());
    double sum = 0;
    for (int start = tiles.start(strand); start < tiles.end(strand); start += tiles.tile()) {
      int count = tiles.count(start);
      int columns = MlpShape.padded(count);
      for (int block = 0; block < columns / BLOCK; block++) {
        forward(points, start + block * BLOCK, block);
        sum += slopes(loss, start, block, count);
        if (gradient.length > 0) {
          backward(block);
        }
      }
      if (gradient.length > 0) {
        put(columns, gradient);
      }
    }
    return sum;
  }

  private void forward(MlpPoints points, int position, int block) {
    sheets.features(network.mapping(), points, position, x[0], block);
    int[] from = x;
    for (JetLayer layer : layers) {
      layer.forward(from, block);
      from = values(layer);
    }
    for (int o = 0; o < y.length; o++) {
      sheets.dense(last, from[o], y[o], block);
    }
  }

  private int[] values(JetLayer layer) {
    int[] values = new int[shape.orders()];
    Arrays.setAll(values, layer::values);
    return values;
  }

  /** Replaces the outputs by the loss's gradient by them; zero where there is no point. */
  private double slopes(JetLoss loss, int start, int block, int count) {
    double sum = 0;
    for (int n = block * BLOCK; n < (block + 1) * BLOCK; n++) {
      for (double[] row : slopes) {
        Arrays.fill(row, 0);
      }
      if (n < count) {
        for (int o = 0; o < y.length; o++) {
          for (int c = 0; c < network.outputs(); c++) {
            jet[o][c] = sheets.get(y[o], c, n) + (o == 0 ? network.outputOffset() : 0);
          }
        }
        sum += loss.at(start + n, jet, slopes);
      }
      for (int o = 0; o < y.length; o++) {
        for (int c = 0; c < network.outputs(); c++) {
          sheets.set(y[o], c, n, (float) slopes[o][c]);
        }
      }
    }
    return sum;
  }

  private void backward(int block) {
    for (int o = 0; o < y.length; o++) {
      sheets.back(last, y[o], g[o], block);
    }
    for (int l = layers.length - 1; l >= 0; l--) {
      layers[l].backward(g, block);
      if (l > 0) {
        layers[l].back(g, block);
      }
    }
  }

  private void put(int columns, float[] gradient) {
    int depth = network.depth();
    int[] top = values(layers[depth - 1]);
    for (int o = 0; o < y.length; o++) {
      sheets.gradient(
          last, top[o], y[o], columns, gradient, network.weights(depth), network.parameters());
    }
    for (int l = 0; l < depth; l++) {
      layers[l].put(l == 0 ? x : values(layers[l - 1]), columns, gradient);
    }
  }
}
