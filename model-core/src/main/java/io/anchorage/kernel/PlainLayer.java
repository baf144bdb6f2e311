package io.anchorage.kernel;

import io.anchorage.kernel.Sheets.Rows;

/** A hidden layer of units with one linear part z and one value: h = f(scale z). */
final class PlainLayer implements SheetLayer {
  private final Sheets sheets;
  private final int layer;
  private final int weights;
  private final int biases;
  private final float scale;
  private final float gain;
  private final int matrix;
  private final Rows values;

  /** f'; on the way back, dL by z. */
  private final Rows slopes;

  PlainLayer(MlpShape shape, int layer, Sheets sheets) {
    this.sheets = sheets;
    this.layer = layer;
    this.weights = shape.weights(layer);
    this.biases = shape.biases(layer);
    this.scale = shape.activation().scale(layer);
    this.gain = shape.gain(layer);
    this.matrix = sheets.matrix(shape.fanIn(layer), shape.width());
    this.values = new Rows(sheets.sheet(shape.width()), 0, shape.width());
    this.slopes = new Rows(sheets.sheet(shape.width()), 0, shape.width());
  }

  @Override
  public int values() {
    return values.sheet();
  }

  @Override
  public void load(float[] parameters) {
    sheets.load(matrix, parameters, weights, biases);
  }

  @Override
  public void forward(int x, int block) {
    sheets.dense(matrix, x, values.sheet(), block);
    sheets.times(values, scale, values, block);
    sheets.activate(layer, values, slopes, block);
  }

  @Override
  public void backward(int slope, int block) {
    sheets.product(new Rows(slope, 0, values.count()), slopes, slopes, block);
    sheets.times(slopes, gain, slopes, block);
  }

  @Override
  public void back(int slope, int block) {
    sheets.back(matrix, slopes.sheet(), slope, block);
  }

  @Override
  public void put(int x, int columns, float[] gradient) {
    sheets.gradient(matrix, x, slopes.sheet(), columns, gradient, weights, biases);
  }
}
