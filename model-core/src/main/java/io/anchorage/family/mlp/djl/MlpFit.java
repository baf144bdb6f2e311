package io.anchorage.family.mlp.djl;

import ai.djl.ndarray.NDManager;
import io.anchorage.family.mlp.MlpConfig;
import io.anchorage.family.mlp.MlpFields;
import io.anchorage.family.mlp.MlpGeometry;
import io.anchorage.family.mlp.PixelPasses;
import io.anchorage.field.Field;
import io.anchorage.fit.djl.Network;
import io.anchorage.fit.djl.TensorFit;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One network: its initial parameters, and the offsets of its layers in them. */
final class MlpFit implements TensorFit {
  private final MlpConfig config;
  private final Signal signal;
  private final Optional<PixelPasses> passes;
  private final MlpShape shape;
  private final float[] start;

  /** Fits on one grid with equal numbers of channels share coordinates and shapes. */
  private record Key(Grid grid, int channels) {}

  MlpFit(MlpConfig config, Signal signal, Optional<PixelPasses> passes, float[] start) {
    this.config = config;
    this.signal = signal;
    this.passes = passes;
    this.shape = MlpGeometry.shape(config, signal.grid().dimensions(), signal.channels());
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

  @Override
  public List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    for (int layer = 0; layer < shape.layers(); layer++) {
      spans.add(new Span(shape.weights(layer), shape.fanIn(layer) * shape.fanOut(layer)));
      spans.add(new Span(shape.biases(layer), shape.fanOut(layer)));
    }
    return spans;
  }

  @Override
  public Field field(float[] parameters) {
    return Field.on(signal.grid(), signal.normalisation())
        .floats(MlpFields.PARAMETERS, parameters.clone())
        .build();
  }

  @Override
  public Network network(NDManager manager, List<TensorFit> batch) {
    MlpPoints points = MlpGeometry.features(config, signal.grid());
    List<PixelPasses> each = batch.stream().flatMap(fit -> ((MlpFit) fit).passes.stream()).toList();
    MlpPixels pixels =
        each.isEmpty()
            ? new AllPixels(manager, points, shape.outputs(), batch.size())
            : new ChunkedPixels(manager, points, shape.outputs(), each);
    return new MlpNetwork(manager, shape, pixels, batch.size());
  }
}
