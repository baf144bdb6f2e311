package io.anchorage.kernel.vector;

import io.anchorage.kernel.SirenShape;

/** A linear layer that goes through panels, like the sine layers below it. */
final class ManyOutputs implements SirenOutput {
  private static final int L = Lanes.LENGTH;

  private final SirenShape shape;
  private final SirenPanels panels;
  private final SirenGradient weightGradient = new SirenGradient();
  private final int unitStep;
  private final int channelStep;

  ManyOutputs(SirenShape shape) {
    this.shape = shape;
    this.panels = new SirenPanels(shape, shape.depth());
    this.unitStep = SirenPanels.padded(shape.width()) * L;
    this.channelStep = SirenPanels.padded(shape.outputs()) * L;
  }

  @Override
  public void pack(float[] folded) {
    panels.pack(folded);
  }

  @Override
  public void clear() {}

  @Override
  public void forward(float[] s, float[] y, int k) {
    SirenProducts.forward(
        panels.forward,
        panels.bias,
        shape.width(),
        s,
        k * unitStep,
        unitStep,
        y,
        k * channelStep,
        channelStep,
        channelStep / L);
  }

  @Override
  public void backward(float[] d, float[] s, float[] cosines, int k) {
    SirenProducts.backward(
        panels.backward,
        shape.outputs(),
        d,
        k * channelStep,
        channelStep,
        cosines,
        k * unitStep,
        unitStep,
        unitStep / L);
  }

  @Override
  public void fold(float[] s, float[] d, int vectors, float[] gradient) {
    weightGradient.add(
        s,
        shape.width(),
        d,
        shape.outputs(),
        vectors,
        shape.factor(shape.depth()),
        gradient,
        shape.weights(shape.depth()));
  }
}
