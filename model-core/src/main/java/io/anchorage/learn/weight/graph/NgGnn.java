package io.anchorage.learn.weight.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.anchorage.cloud.Compat;
import io.anchorage.cloud.FieldView;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.AffineMap;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.GraphNorm;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Silu;
import io.anchorage.learn.weight.FourierFeatures;
import io.anchorage.learn.weight.LayerTensors;
import io.anchorage.learn.weight.WeightModel;
import io.anchorage.learn.weight.WeightVector;
import java.util.ArrayList;
import java.util.List;

/** The model of {@link NgGnnConfig}. */
final class NgGnn implements WeightModel {
  private final NgGnnConfig config;
  private final MlpShape shape;
  private final long largest;
  private final List<FourierFeatures> ofEdges;
  private final GraphNodes nodes;
  private final GraphEdges edges;
  private final List<Aggregation> aggregations = new ArrayList<>();
  private final List<GraphNorm> norms = new ArrayList<>();
  private final List<EdgeStep> steps = new ArrayList<>();
  private final Linear wide;
  private final Linear narrow;
  private final Linear head;

  NgGnn(NgGnnConfig config, ModelParameters plan, MlpShape shape, int classes) {
    this.config = config;
    this.shape = shape;
    int width = config.width();
    FourierFeatures ofNodes = new FourierFeatures(config.frequencies(), config.spread());
    this.ofEdges = FourierFeatures.bothWays(config.frequencies(), config.spread());
    this.largest = shape.parameters() * (long) Math.max(width, ofNodes.width());
    this.nodes = new GraphNodes(plan, shape, width, ofNodes, config.probes());
    this.edges = new GraphEdges(plan, ofNodes.width(), width);
    for (int i = 1; i <= config.layers(); i++) {
      String name = "layer%d".formatted(i);
      aggregations.add(new Aggregation(plan, name, shape, width));
      if (i < config.layers()) {
        norms.add(new GraphNorm(plan, name + ".norm", width, config.compat()));
        steps.add(new EdgeStep(plan, name + ".edge_step", width));
      }
    }
    this.wide = Linear.of(plan, "readout.wide", shape.outputs() * width, width);
    this.narrow = Linear.of(plan, "readout.narrow", width, width);
    this.head = Linear.of(plan, "head", width, classes);
  }

  @Override
  public long numbers(FieldView view) {
    return largest;
  }

  @Override
  public boolean joinsBatch() {
    return config.compat() == Compat.PUBLISHED;
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
    List<NDArray> layers = layers(nodes.of(pass, networks));
    BothWays<EdgeFeatures> between = first(pass, networks.graph(pass));
    int last = shape.layers();
    for (int i = 0; i < norms.size(); i++) {
      Aggregation aggregation = aggregations.get(i);
      EdgeStep step = steps.get(i);
      AffineMap map = aggregation.modulation(pass).beside(step.start(pass));
      BothWays<NDList> seen = between.map(e -> cut(e.mapped(map)));
      NDArray x = aggregation.all(pass, layers, seen.map(parts -> parts.get(0)));
      x = Silu.of(pass, norms.get(i).apply(pass, x));
      layers = layers(dropout.apply(pass, x));
      BothWays<NDArray> started = seen.map(parts -> parts.get(1));
      between =
          i + 1 < norms.size()
              ? step.all(pass, started, layers)
              : toOutputs(step, pass, started, layers);
    }
    Aggregation aggregation = aggregations.get(norms.size());
    EdgeFeatures toOutputs = between.up().get(between.up().size() - 1);
    NDArray outputs =
        aggregation.outputs(
            pass,
            layers.get(last - 1),
            layers.get(last),
            toOutputs.mapped(aggregation.modulation(pass)));
    NDArray h = wide.apply(pass, outputs.reshape(outputs.size(0), -1));
    h = narrow.apply(pass, h.getNDArrayInternal().relu());
    return head.apply(pass, h.getNDArrayInternal().relu());
  }

  /** The last aggregation is that of the outputs, which sees no other edges. */
  private BothWays<EdgeFeatures> toOutputs(
      EdgeStep step, Pass pass, BothWays<NDArray> started, List<NDArray> layers) {
    int l = shape.depth();
    EdgeFeatures edges = step.upwards(pass, started.up().get(l), layers.get(l), layers.get(l + 1));
    return new BothWays<>(List.of(edges), List.of());
  }

  /** What the aggregation sees of edges, and what the next step of edges does. */
  private NDList cut(NDArray edges) {
    return edges.split(new long[] {2L * config.width()}, 3);
  }

  private BothWays<EdgeFeatures> first(Pass pass, LayerTensors graph) {
    AffineMap map = edges.map(pass);
    List<EdgeFeatures> up = new ArrayList<>();
    List<EdgeFeatures> down = new ArrayList<>();
    for (NDArray weights : graph.weights()) {
      up.add(new EdgeFeatures(ofEdges.get(0).of(pass, weights), map));
      down.add(new EdgeFeatures(ofEdges.get(1).of(pass, weights), map));
    }
    return new BothWays<>(up, down);
  }

  private List<NDArray> layers(NDArray all) {
    long[] cuts = new long[shape.layers()];
    long at = shape.inputs();
    for (int l = 0; l < cuts.length; l++) {
      cuts[l] = at;
      at += shape.fanOut(l);
    }
    NDList parts = all.split(cuts, 1);
    return List.copyOf(parts);
  }
}
