package io.anchorage.kernel;

import io.anchorage.kernel.Sheets.Rows;

/** A hidden layer of a multiplicative filter network: h = z g with z linear: {@link Filtered}. */
final class FilteredLayer implements SheetLayer {
  private final Sheets sheets;
  private final FilterBank bank;
  private final int filter;
  private final int weights;
  private final int biases;
  private final int matrix;
  private final Rows values;

  /** z; on the way back, dL by z. */
  private final Rows linear;

  FilteredLayer(MlpShape shape, int layer, Sheets sheets, FilterBank bank) {
    this.sheets = sheets;
    this.bank = bank;
    this.filter = layer + 1;
    this.weights = shape.weights(layer);
    this.biases = shape.biases(layer);
    this.matrix = sheets.matrix(shape.fanIn(layer), shape.width());
    this.values = new Rows(sheets.sheet(shape.width()), 0, shape.width());
    this.linear = new Rows(sheets.sheet(shape.width()), 0, shape.width());
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
    sheets.dense(matrix, x, linear.sheet(), block);
    sheets.product(linear, bank.value(filter), values, block);
  }

  @Override
  public void backward(int slope, int block) {
    Rows by = new Rows(slope, 0, values.count());
    sheets.product(by, linear, bank.slope(filter), block);
    sheets.product(by, bank.value(filter), linear, block);
  }

  @Override
  public void back(int slope, int block) {
    sheets.back(matrix, linear.sheet(), slope, block);
  }

  @Override
  public void put(int x, int columns, float[] gradient) {
    sheets.gradient(matrix, x, linear.sheet(), columns, gradient, weights, biases);
  }
}
