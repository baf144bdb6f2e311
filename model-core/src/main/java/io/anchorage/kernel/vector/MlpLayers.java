package io.anchorage.kernel.vector;

import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;

/** A network's parameters in the kernels' layout. Read-only while threads use it. */
final class MlpLayers {
  /** Laid out as by {@link MlpShape#phases}. */
  final float[] phases;

  /** Of the hidden layers that see units or features, none that see coordinates themselves. */
  final MlpPanels[] panels;

  final MlpOutput last;

  /** Filled where {@link MlpShape#angleSums} holds. */
  final SineTables tables;

  private final MlpShape shape;
  private final float[] slopes;

  MlpLayers(MlpShape shape) {
    this.shape = shape;
    this.phases = new float[shape.parameters()];
    this.slopes = new float[shape.parameters()];
    this.panels = new MlpPanels[shape.depth()];
    this.last = MlpOutput.of(shape);
    this.tables = new SineTables(shape);
    for (int l = dense(); l < shape.depth(); l++) {
      panels[l] = new MlpPanels(shape, l);
    }
  }

  /** The first layer whose products are dense. */
  private int dense() {
    return shape.mapping() instanceof InputMapping.Identity ? 1 : 0;
  }

  /** Sets the parameters, and the points that they will be applied to. */
  void prepare(MlpPoints points, float[] parameters) {
    shape.phases(parameters, phases);
    shape.slopes(parameters, slopes);
    for (int l = dense(); l < shape.depth(); l++) {
      panels[l].pack(phases, slopes);
    }
    last.pack(parameters);
    if (shape.angleSums(points)) {
      tables.fill(points, phases);
    }
  }
}
