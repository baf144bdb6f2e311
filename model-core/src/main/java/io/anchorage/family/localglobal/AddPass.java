package io.anchorage.family.localglobal;

import io.anchorage.kernel.Sheets;
import io.anchorage.kernel.Sheets.Rows;

/** l + sin(omega (g R + rho)) with an R for each layer. */
final class AddPass implements MergePass {
  private final LocalGlobalShape shape;
  private final Sheets sheets;
  private final SineLayer[] layers;
  private final Rows[] values;

  /** The merge's part of the gradient by g. */
  private final Rows globalPart;

  AddPass(LocalGlobalShape shape, Sheets sheets) {
    this.shape = shape;
    this.sheets = sheets;
    this.layers = new SineLayer[shape.depth()];
    this.values = new Rows[shape.depth()];
    for (int l = 0; l < shape.depth(); l++) {
      layers[l] = new SineLayer(sheets, shape.global(), shape.local(), shape.omega());
      values[l] = new Rows(sheets.sheet(shape.local()), 0, shape.local());
    }
    this.globalPart = new Rows(sheets.sheet(shape.global()), 0, shape.global());
  }

  @Override
  public int values(int layer, SineLayer local) {
    return values[layer].sheet();
  }

  @Override
  public void load(float[] parameters) {
    for (int l = 0; l < layers.length; l++) {
      layers[l].load(parameters, shape.mergeWeights(l), shape.mergeBiases(l));
    }
  }

  @Override
  public void forward(int layer, SineLayer local, SineLayer global, int block) {
    layers[layer].forward(global.values().sheet(), block);
    sheets.times(local.values(), 1f, values[layer], block);
    sheets.plusTimes(layers[layer].values(), 1f, values[layer], block);
  }

  @Override
  public void backward(int layer, Rows local, Rows global, boolean top, int block) {
    layers[layer].backward(local, block);
    if (top) {
      layers[layer].back(global, block);
    } else {
      layers[layer].back(globalPart, block);
      sheets.plusTimes(globalPart, 1f, global, block);
    }
  }

  @Override
  public void put(int layer, SineLayer local, SineLayer global, int columns, float[] gradient) {
    layers[layer].put(
        global.values().sheet(),
        columns,
        gradient,
        shape.mergeWeights(layer),
        shape.mergeBiases(layer));
  }
}
