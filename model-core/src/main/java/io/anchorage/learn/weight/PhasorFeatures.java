package io.anchorage.learn.weight;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.RunningScale;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the phasor-graded reader sees of a unit with incoming weights w, bias b and outgoing weights
 * u, where omega is absorbed into w and b:
 *
 * <pre>
 * invariant  |w|^2, |u|^2, cos 2b, 1
 * sign       sin 2b, and w where its inputs are coordinates
 * phase      cos b
 * both       sin b, and u where its targets are the outputs
 * </pre>
 *
 * Each channel is divided by its mean absolute value over the training data; no mean is subtracted,
 * since that would break the grades. A linear layer for each grade embeds them, with a bias for the
 * invariant one alone.
 */
final class PhasorFeatures {
  private final MlpShape shape;
  private final List<Map<Grade, RunningScale>> scales = new ArrayList<>();
  private final List<Map<Grade, Linear>> embeddings = new ArrayList<>();
  private final List<RunningScale> edgeScales = new ArrayList<>();

  PhasorFeatures(ModelParameters plan, MlpShape shape, int width) {
    this.shape = shape;
    for (int l = 0; l < shape.depth(); l++) {
      Map<Grade, RunningScale> scale = new EnumMap<>(Grade.class);
      Map<Grade, Linear> embedding = new EnumMap<>(Grade.class);
      for (Grade grade : Grade.values()) {
        String name = "layer%d.%s".formatted(l, grade.name().toLowerCase(Locale.ROOT));
        int channels = channels(grade, l);
        scale.put(grade, new RunningScale(plan, name, channels));
        embedding.put(
            grade,
            grade == Grade.INVARIANT
                ? Linear.of(plan, name, channels, width)
                : Linear.withoutBias(plan, name, channels, width));
      }
      scales.add(scale);
      embeddings.add(embedding);
      if (l > 0) {
        edgeScales.add(new RunningScale(plan, "edge%d".formatted(l), 1));
      }
    }
  }

  private int channels(Grade grade, int layer) {
    return switch (grade) {
      case INVARIANT -> 4;
      case SIGN -> 1 + (layer == 0 ? shape.inputs() : 0);
      case PHASE -> 1;
      case BOTH -> 1 + (layer + 1 == shape.depth() ? shape.outputs() : 0);
    };
  }

  /**
   * The weights between hidden layers, divided by their mean absolute value.
   *
   * @return one for each pair of consecutive hidden layers, [networks, from, to]
   */
  List<NDArray> edges(Pass pass, LayerTensors layers) {
    List<NDArray> edges = new ArrayList<>();
    for (int l = 1; l < shape.depth(); l++) {
      NDArray weights = layers.weights().get(l);
      NDArray scaled = edgeScales.get(l - 1).apply(pass, weights.expandDims(3));
      edges.add(scaled.reshape(weights.getShape()));
    }
    return edges;
  }

  /** The embedded features of all hidden layers. */
  List<Graded> of(Pass pass, LayerTensors layers) {
    List<Graded> all = new ArrayList<>();
    for (int l = 0; l < shape.depth(); l++) {
      int layer = l;
      all.add(
          raw(layers, l)
              .map((grade, x) -> scales.get(layer).get(grade).apply(pass, x))
              .map((grade, x) -> embeddings.get(layer).get(grade).apply(pass, x)));
    }
    return all;
  }

  private Graded raw(LayerTensors layers, int layer) {
    NDArray incoming = layers.weights().get(layer).transpose(0, 2, 1);
    NDArray outgoing = layers.weights().get(layer + 1);
    NDArray b = layers.biases().get(layer).expandDims(2);
    NDArray twice = b.add(b);
    NDList sign = new NDList(twice.sin());
    if (layer == 0) {
      sign.add(incoming);
    }
    NDList both = new NDList(b.sin());
    if (layer + 1 == shape.depth()) {
      both.add(outgoing);
    }
    Map<Grade, NDArray> parts = new EnumMap<>(Grade.class);
    parts.put(
        Grade.INVARIANT,
        NDArrays.concat(
            new NDList(energy(incoming), energy(outgoing), twice.cos(), b.onesLike()), 2));
    parts.put(Grade.SIGN, NDArrays.concat(sign, 2));
    parts.put(Grade.PHASE, b.cos());
    parts.put(Grade.BOTH, NDArrays.concat(both, 2));
    return new Graded(parts);
  }

  private static NDArray energy(NDArray weights) {
    Shape units = weights.getShape();
    return weights.mul(weights).sum(new int[] {2}).reshape(units.get(0), units.get(1), 1);
  }
}
