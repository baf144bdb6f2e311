package io.anchorage.learn.weight.scale;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.FieldView;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.LayerTensors;
import io.anchorage.learn.weight.WeightModel;
import io.anchorage.learn.weight.WeightVector;
import io.anchorage.symmetry.HiddenUnits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The model of {@link ScaleGmnConfig}. */
final class ScaleGmn implements WeightModel {
  private final ScaleGmnConfig config;
  private final MlpShape shape;
  private final FirstFeatures first;
  private final List<Round> rounds = new ArrayList<>();
  private final Readout readout;

  ScaleGmn(ScaleGmnConfig config, ModelParameters plan, MlpShape shape, int classes) {
    this.config = config;
    this.shape = shape;
    this.readout =
        config.readout() == ScaleGmnConfig.Seen.FULL_GRAPH
            ? new Readout.Graph(plan, config, shape, classes)
            : new Readout.Ends(plan, config, shape, classes);
    int last = shape.layers();
    Reach reach = Reach.of(readout.sees(), config.rounds(), last, config.bothWays());
    SortedSet<Integer> edges = new TreeSet<>(reach.edges().get(0));
    for (int r = 1; r <= config.rounds(); r++) {
      rounds.add(new Round(plan, config, reach, r, last));
      if (config.bothWays()) {
        edges.addAll(reach.nodes().get(r).headSet(last));
      }
    }
    this.first = new FirstFeatures(plan, config, shape, reach.nodes().get(0), edges);
  }

  @Override
  public long numbers(FieldView view) {
    return (long) shape.parameters() * config.width();
  }

  @Override
  public Batch arrange(List<WeightVector> views) {
    float[] rows = rows(views);
    Round.Dropouts none = new Round.Dropouts(Dropout.none(), Dropout.none());
    return pass -> logits(pass, rows, none);
  }

  @Override
  public Batch arrangeToTrain(List<WeightVector> views, Philox draws) {
    float[] rows = rows(views);
    Dropout between = Dropout.of(config.dropout(), draws);
    Round.Dropouts dropouts = new Round.Dropouts(between, between.atRate(config.mlpDropout()));
    return pass -> logits(pass, rows, dropouts);
  }

  private float[] rows(List<WeightVector> views) {
    if (!config.canonical()) {
      return LayerTensors.rows(views);
    }
    return LayerTensors.rows(
        views.stream()
            .map(view -> new HiddenUnits(shape, view.features()).canonicalPhases().parameters())
            .map(parameters -> WeightVector.of(shape, parameters))
            .toList());
  }

  private NDArray logits(Pass pass, float[] rows, Round.Dropouts dropouts) {
    NetworkFeatures start = first.of(pass, LayerTensors.of(pass, shape, rows));
    Map<Integer, Features> above = config.bothWays() ? start.edges() : null;
    NetworkFeatures features = start;
    for (Round round : rounds) {
      features = round.apply(pass, features, above, dropouts);
    }
    Map<Integer, NDArray> nodes = new TreeMap<>();
    for (int l : readout.sees()) {
      nodes.put(l, features.nodes().get(l).whole(features.networks()));
    }
    return readout.logits(pass, nodes, dropouts.inside());
  }
}
