package io.anchorage.learn.weight;

import ai.djl.ndarray.NDArray;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.ArrayList;
import java.util.List;

/** The model of {@link FlatMlpConfig}: {@code h = dropout(gelu(h W^T + b))}, then logits. */
final class FlatMlp implements WeightModel {
  private final FlatMlpConfig config;
  private final List<Linear> layers = new ArrayList<>();
  private final Linear head;

  FlatMlp(FlatMlpConfig config, ModelParameters plan, int dim, int classes) {
    this.config = config;
    int width = dim;
    for (int i = 0; i < config.widths().size(); i++) {
      layers.add(Linear.of(plan, "layer%d".formatted(i), width, config.widths().get(i)));
      width = config.widths().get(i);
    }
    this.head = Linear.of(plan, "head", width, classes);
  }

  @Override
  public Batch arrange(List<WeightVector> views) {
    float[] rows = LayerTensors.rows(views);
    return pass -> logits(pass, rows, views.size(), Dropout.none());
  }

  @Override
  public Batch arrangeToTrain(List<WeightVector> views, Philox draws) {
    float[] rows = LayerTensors.rows(views);
    return pass -> logits(pass, rows, views.size(), Dropout.of(config.dropout(), draws));
  }

  private NDArray logits(Pass pass, float[] rows, int batch, Dropout dropout) {
    NDArray h = pass.floats(rows, batch, rows.length / batch);
    for (Linear layer : layers) {
      h = dropout.apply(pass, layer.apply(pass, h).getNDArrayInternal().gelu());
    }
    return head.apply(pass, h);
  }
}
