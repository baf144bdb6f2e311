package io.anchorage.learn.weight;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.FieldView;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;
import java.util.ArrayList;
import java.util.List;

/** The model of {@link ProbesConfig}. */
final class Probes implements WeightModel {
  private final ProbesConfig config;
  private final MlpShape shape;
  private final NetworkForward forward;
  private final Parameter codes;
  private final Linear inner;
  private final Linear outer;
  private final List<Linear> layers = new ArrayList<>();

  Probes(ProbesConfig config, ModelParameters plan, MlpShape shape, int classes) {
    this.config = config;
    this.shape = shape;
    this.forward = new NetworkForward(shape);
    this.codes = plan.parameter("codes", new Init.Normal(1), config.probes(), config.code());
    this.inner = Linear.of(plan, "probe.inner", config.code(), config.code());
    this.outer = Linear.of(plan, "probe.outer", config.code(), shape.inputs());
    int width = config.probes() * shape.outputs();
    for (int i = 1; i < config.depth(); i++) {
      layers.add(Linear.of(plan, "layer%d".formatted(i - 1), width, config.width()));
      width = config.width();
    }
    layers.add(Linear.of(plan, "head", width, classes));
  }

  @Override
  public long numbers(FieldView view) {
    return Math.max(shape.parameters(), (long) config.probes() * shape.width());
  }

  @Override
  public Batch arrange(List<WeightVector> views) {
    float[] rows = LayerTensors.rows(views);
    return pass -> logits(pass, rows, views.size());
  }

  private NDArray logits(Pass pass, float[] rows, int batch) {
    NDArray points = outer.apply(pass, inner.apply(pass, pass.of(codes)));
    List<NDArray> values = forward.at(pass, LayerTensors.of(pass, shape, rows), points);
    NDArray h = values.get(values.size() - 1).reshape(batch, -1);
    for (int i = 0; i < layers.size(); i++) {
      h = layers.get(i).apply(pass, i == 0 ? h : h.getNDArrayInternal().relu());
    }
    return h;
  }
}
