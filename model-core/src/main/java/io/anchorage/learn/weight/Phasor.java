package io.anchorage.learn.weight;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.cloud.FieldView;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.ArrayList;
import java.util.List;

/** The model of {@link PhasorConfig}. */
final class Phasor implements WeightModel {
  private final PhasorConfig config;
  private final MlpShape shape;
  private final PhasorFeatures features;
  private final List<PhasorRound> rounds = new ArrayList<>();
  private final Linear wide;
  private final Linear narrow;
  private final Linear head;

  Phasor(PhasorConfig config, ModelParameters plan, MlpShape shape, int classes) {
    this.config = config;
    this.shape = shape;
    int width = config.width();
    this.features = new PhasorFeatures(plan, shape, width);
    for (int r = 0; r < config.rounds(); r++) {
      boolean last = r + 1 == config.rounds();
      List<Grade> wanted = last ? List.of(Grade.INVARIANT) : List.of(Grade.values());
      rounds.add(new PhasorRound(plan, "round%d".formatted(r), shape.depth(), width, wanted));
    }
    this.wide = Linear.of(plan, "readout.wide", 2 * width * shape.depth(), 2 * width);
    this.narrow = Linear.of(plan, "readout.narrow", 2 * width, width);
    this.head = Linear.of(plan, "head", width, classes);
  }

  @Override
  public long numbers(FieldView view) {
    long units = (long) shape.depth() * shape.width();
    return Math.max(shape.parameters(), units * config.width());
  }

  @Override
  public Batch arrange(List<WeightVector> views) {
    float[] rows = phases(views);
    return pass -> logits(pass, rows, Dropout.none());
  }

  @Override
  public Batch arrangeToTrain(List<WeightVector> views, Philox draws) {
    float[] rows = phases(views);
    return pass -> logits(pass, rows, Dropout.of(config.dropout(), draws));
  }

  /** The parameters with omega absorbed: sin(W h + b). */
  private float[] phases(List<WeightVector> views) {
    float[] rows = LayerTensors.rows(views);
    int parameters = shape.parameters();
    for (int at = 0; at < rows.length; at += parameters) {
      for (int l = 0; l < shape.depth(); l++) {
        float omega = shape.activation().gain(l);
        int end = shape.biases(l) + shape.fanOut(l);
        for (int i = shape.weights(l); i < end; i++) {
          rows[at + i] *= omega;
        }
      }
    }
    return rows;
  }

  private NDArray logits(Pass pass, float[] rows, Dropout dropout) {
    LayerTensors layers = LayerTensors.of(pass, shape, rows);
    List<NDArray> edges = features.edges(pass, layers);
    List<Graded> units = features.of(pass, layers);
    for (PhasorRound round : rounds) {
      units = round.apply(pass, units, edges);
    }
    NDList pooled = new NDList();
    for (Graded layer : units) {
      NDArray invariant = layer.of(Grade.INVARIANT);
      pooled.add(invariant.mean(new int[] {1}));
      pooled.add(invariant.max(new int[] {1}));
    }
    NDArray x = wide.apply(pass, NDArrays.concat(pooled, 1)).getNDArrayInternal().gelu();
    x = narrow.apply(pass, dropout.apply(pass, x)).getNDArrayInternal().gelu();
    return head.apply(pass, x);
  }
}
