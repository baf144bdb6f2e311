package io.anchorage.family.localglobal.djl;

import ai.djl.ndarray.NDManager;
import io.anchorage.family.localglobal.Frame;
import io.anchorage.family.localglobal.LocalGlobalFields;
import io.anchorage.family.localglobal.LocalGlobalShape;
import io.anchorage.field.Field;
import io.anchorage.fit.djl.Network;
import io.anchorage.fit.djl.TensorFit;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;

/** One Local-Global SIREN: its initial parameters, and where its arrays lie in them. */
final class LocalGlobalFit implements TensorFit {
  private final LocalGlobalShape shape;
  private final Signal signal;
  private final float[] start;

  /** Fits on one grid with equal numbers of channels share coordinates and shapes. */
  private record Key(Grid grid, int channels) {}

  LocalGlobalFit(LocalGlobalShape shape, Signal signal, float[] start) {
    this.shape = shape;
    this.signal = signal;
    this.start = start;
  }

  @Override
  public Object batchKey() {
    return new Key(signal.grid(), signal.channels());
  }

  @Override
  public float[] start() {
    return start;
  }

  /** Weights and biases of the global layers and of the merges, then all partitions as one. */
  @Override
  public List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    for (int l = 0; l < shape.depth() && shape.hasGlobal(); l++) {
      matrix(spans, shape.globalWeights(l), shape.globalIn(l), shape.global());
    }
    for (int k = 0; k < shape.merges(); k++) {
      matrix(spans, shape.mergeWeights(k), shape.mergeIn(), shape.local());
    }
    spans.add(new Span(shape.shared(), shape.partitions().held() * shape.each()));
    return spans;
  }

  private static void matrix(List<Span> spans, int at, int in, int out) {
    spans.add(new Span(at, in * out));
    spans.add(new Span(at + in * out, out));
  }

  @Override
  public Field field(float[] parameters) {
    return LocalGlobalFields.field(signal, Frame.whole(signal.grid()), parameters.clone());
  }

  @Override
  public Network network(NDManager manager, List<TensorFit> batch) {
    return new LocalGlobalNetwork(
        manager, shape, new PaddedPoints(shape.partitions(), signal.grid()), batch.size());
  }
}
