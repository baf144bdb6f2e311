package io.anchorage.family.localglobal;

import io.anchorage.kernel.Sheets;
import io.anchorage.kernel.Sheets.Rows;

/**
 * sin(omega ([l, g] R + rho)) with one R for all layers: l R' + rho by the upper rows of R, to
 * which g R'' by the lower ones is added.
 */
final class ConcatPass implements MergePass {
  private final LocalGlobalShape shape;
  private final Sheets sheets;
  private final int upper;
  private final int lower;
  private final Rows[] values;
  private final Rows[] slopes;

  /** g R''. */
  private final Rows part;

  /** The merge's part of the gradient by g. */
  private final Rows globalPart;

  /** The lower rows of R, then biases of zero. */
  private final float[] rows;

  ConcatPass(LocalGlobalShape shape, Sheets sheets) {
    int local = shape.local();
    this.shape = shape;
    this.sheets = sheets;
    this.upper = sheets.matrix(local, local);
    this.lower = sheets.matrix(shape.global(), local);
    this.values = new Rows[shape.depth()];
    this.slopes = new Rows[shape.depth()];
    for (int l = 0; l < shape.depth(); l++) {
      values[l] = new Rows(sheets.sheet(local), 0, local);
      slopes[l] = new Rows(sheets.sheet(local), 0, local);
    }
    this.part = new Rows(sheets.sheet(local), 0, local);
    this.globalPart = new Rows(sheets.sheet(shape.global()), 0, shape.global());
    this.rows = new float[(shape.global() + 1) * local];
  }

  @Override
  public int values(int layer, SineLayer local) {
    return values[layer].sheet();
  }

  @Override
  public void load(float[] parameters) {
    float phase = (float) (shape.omega() / Math.PI);
    int begin = shape.mergeWeights(0);
    int below = begin + shape.local() * shape.local();
    sheets.load(upper, parameters, begin, shape.mergeBiases(0), phase, shape.omega());
    System.arraycopy(parameters, below, rows, 0, shape.global() * shape.local());
    sheets.load(lower, rows, 0, shape.global() * shape.local(), phase, shape.omega());
  }

  @Override
  public void forward(int layer, SineLayer local, SineLayer global, int block) {
    sheets.dense(upper, local.values().sheet(), values[layer].sheet(), block);
    sheets.dense(lower, global.values().sheet(), part.sheet(), block);
    sheets.plusTimes(part, 1f, values[layer], block);
    sheets.waves(values[layer], slopes[layer], block);
  }

  @Override
  public void backward(int layer, Rows local, Rows global, boolean top, int block) {
    sheets.product(local, slopes[layer], slopes[layer], block);
    sheets.back(upper, slopes[layer].sheet(), local.sheet(), block);
    if (top) {
      sheets.back(lower, slopes[layer].sheet(), global.sheet(), block);
    } else {
      sheets.back(lower, slopes[layer].sheet(), globalPart.sheet(), block);
      sheets.plusTimes(globalPart, 1f, global, block);
    }
  }

  /**
   * The biases' gradient is that of the upper rows; the lower ones put it where nothing is read.
   */
  @Override
  public void put(int layer, SineLayer local, SineLayer global, int columns, float[] gradient) {
    int d = slopes[layer].sheet();
    int begin = shape.mergeWeights(0);
    int below = begin + shape.local() * shape.local();
    sheets.gradient(
        upper,
        local.values().sheet(),
        d,
        columns,
        shape.omega(),
        gradient,
        begin,
        shape.mergeBiases(0));
    sheets.gradient(
        lower,
        global.values().sheet(),
        d,
        columns,
        shape.omega(),
        gradient,
        below,
        gradient.length - shape.local());
  }
}
