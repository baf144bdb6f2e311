package io.anchorage.kernel.vector;

import io.anchorage.kernel.SirenPoints;
import io.anchorage.kernel.SirenShape;

/** A network's parameters, laid out as the kernels read them. Read-only while threads use it. */
final class SirenLayers {
  /** As {@link SirenShape#phases}. */
  final float[] phases;

  /** Of the sine layers from 1 on. */
  final SirenPanels[] panels;

  final SirenOutput last;

  /** Filled for points on a full grid. */
  final SirenTables tables;

  private final SirenShape shape;
  private final float[] slopes;

  SirenLayers(SirenShape shape) {
    this.shape = shape;
    this.phases = new float[shape.parameters()];
    this.slopes = new float[shape.parameters()];
    this.panels = new SirenPanels[shape.depth()];
    this.last = SirenOutput.of(shape);
    this.tables = new SirenTables(shape);
    for (int l = 1; l < shape.depth(); l++) {
      panels[l] = new SirenPanels(shape, l);
    }
  }

  /** Takes new parameters, and the points that they are to be applied to. */
  void prepare(SirenPoints points, float[] parameters) {
    shape.phases(parameters, phases);
    shape.slopes(parameters, slopes);
    for (int l = 1; l < shape.depth(); l++) {
      panels[l].pack(phases, slopes);
    }
    last.pack(parameters);
    if (points.product()) {
      tables.fill(points, phases);
    }
  }
}
