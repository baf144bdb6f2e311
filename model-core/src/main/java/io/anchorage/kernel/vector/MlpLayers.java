package io.anchorage.kernel.vector;

import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;

/** A network's parameters in the kernels' layout. Read-only while threads use it. */
final class MlpLayers {
  /** Laid out as by {@link MlpShape#phases}. */
  final float[] phases;

  /** Of the hidden layers from 1 on. */
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
    for (int l = 1; l < shape.depth(); l++) {
      panels[l] = new MlpPanels(shape, l);
    }
  }

  /** Sets the parameters, and the points that they will be applied to. */
  void prepare(MlpPoints points, float[] parameters) {
    shape.phases(parameters, phases);
    shape.slopes(parameters, slopes);
    for (int l = 1; l < shape.depth(); l++) {
      panels[l].pack(phases, slopes);
    }
    last.pack(parameters);
    if (shape.angleSums(points)) {
      tables.fill(points, phases);
    }
  }
}
