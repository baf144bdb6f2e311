package io.anchorage.learn.weight.graph;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.FieldView;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.FourierFeatures;
import io.anchorage.learn.weight.WeightModel;
import io.anchorage.learn.weight.WeightVector;
import java.util.ArrayList;
import java.util.List;

/** The model of {@link NgTConfig}. */
final class NgT implements WeightModel {
  private final NgTConfig config;
  private final MlpShape shape;
  private final GraphNodes nodes;
  private final PairFeatures pairs;
  private final List<RelationalAttention> attentions = new ArrayList<>();
  private final List<ResidualMlp> mlps = new ArrayList<>();
  private final List<PairStep> steps = new ArrayList<>();
  private final Linear wide;
  private final Linear head;

  NgT(NgTConfig config, ModelParameters plan, MlpShape shape, int classes) {
    this.config = config;
    this.shape = shape;
    FourierFeatures fourier = new FourierFeatures(config.frequencies(), config.spread());
    this.nodes = new GraphNodes(plan, shape, config.width(), fourier, config.probes());
    this.pairs = new PairFeatures(plan, shape, config.edgeWidth(), fourier);
    for (int i = 1; i <= config.layers(); i++) {
      String name = "layer%d".formatted(i);
      attentions.add(new RelationalAttention(plan, name + ".attention", config));
      mlps.add(new ResidualMlp(plan, name + ".mlp", config.width()));
      if (i < config.layers()) {
        steps.add(new PairStep(plan, name + ".edges", config));
      }
    }
    int wideWidth = 2 * config.width();
    this.wide = Linear.of(plan, "readout", shape.outputs() * config.width(), wideWidth);
    this.head = Linear.of(plan, "head", wideWidth, classes);
  }

  @Override
  public long numbers(FieldView view) {
    long units = shape.inputs() + (long) shape.depth() * shape.width() + shape.outputs();
    return units * units * config.attentionWidth();
  }

  @Override
  public Batch arrange(List<WeightVector> views) {
    NetworkBatch networks = NetworkBatch.of(shape, views);
    return pass -> logits(pass, networks, Dropout.none());
  }

  @Override
  public Batch arrangeToTrain(List<WeightVector> views, Philox draws) {
    NetworkBatch networks = NetworkBatch.of(shape, views);
    return pass -> logits(pass, networks, Dropout.of(config.dropout(), draws));
  }

  private NDArray logits(Pass pass, NetworkBatch networks, Dropout dropout) {
    NDArray x = nodes.of(pass, networks);
    NDArray e = pairs.of(pass, networks.graph(pass));
    int last = config.layers() - 1;
    for (int i = 0; i < last; i++) {
      x = attentions.get(i).apply(pass, x, x, e, dropout);
      x = mlps.get(i).apply(pass, x, dropout);
      if (i + 1 < last) {
        e = steps.get(i).apply(pass, x, x, e, e, dropout);
      }
    }
    // The readout sees the outputs alone: the last layer needs no others, nor others' edges.
    long first = x.size(1) - shape.outputs();
    NDArray outputs = x.split(new long[] {first}, 1).get(1);
    NDArray own = e.split(new long[] {first}, 1).get(1);
    if (last > 0) {
      NDArray back = e.split(new long[] {first}, 2).get(1);
      own = steps.get(last - 1).apply(pass, outputs, x, own, back, dropout);
    }
    NDArray seen = attentions.get(last).apply(pass, outputs, x, own, dropout);
    seen = mlps.get(last).apply(pass, seen, dropout);
    NDArray h = wide.apply(pass, seen.reshape(seen.size(0), -1));
    return head.apply(pass, h.getNDArrayInternal().relu());
  }
}
