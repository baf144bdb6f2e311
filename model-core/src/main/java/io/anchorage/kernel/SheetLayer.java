package io.anchorage.kernel;

import java.util.Optional;

/** A hidden layer that is composed of operations on {@link Sheets}. */
interface SheetLayer {
  /**
   * The layer of a shape's activation.
   *
   * @param learnt features that the activation may share with the mapping
   */
  static SheetLayer of(MlpShape shape, int layer, Sheets sheets, Optional<LearntFeatures> learnt) {
    if (shape.activation() instanceof Filtered) {
      return new FilteredLayer(shape, layer, sheets, (FilterBank) learnt.orElseThrow());
    }
    return shape.activation() instanceof Gabor
        ? new GaborLayer(shape, layer, sheets)
        : new PlainLayer(shape, layer, sheets);
  }

  /** The sheet of the layer's values. */
  int values();

  /** Sets the parameters. */
  void load(float[] parameters);

  /**
   * From the values of the layer below to its own.
   *
   * @param x their sheet
   */
  void forward(int x, int block);

  /**
   * From the loss's gradient by the layer's values to that by its linear parts.
   *
   * @param slope the sheet of the first
   */
  void backward(int slope, int block);

  /**
   * On to the gradient by the values of the layer below.
   *
   * @param slope the sheet that it is written to
   */
  void back(int slope, int block);

  /**
   * Adds the tile's gradient.
   *
   * @param x the sheet of the values of the layer below
   */
  void put(int x, int columns, float[] gradient);
}
