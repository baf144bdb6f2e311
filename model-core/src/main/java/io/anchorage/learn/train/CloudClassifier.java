package io.anchorage.learn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.anchorage.cloud.FeatureNormalisation;
import io.anchorage.cloud.FeatureStatistics;
import io.anchorage.cloud.LabelledCloud;
import io.anchorage.cloud.PointCloud;
import io.anchorage.learn.net.CrossEntropy;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import io.anchorage.learn.point.CloudModel;
import io.anchorage.score.Confusion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** A model with weights, looking at clouds: many at once, sorted by size, a batch at a time. */
final class CloudClassifier {
  /** Points of a batch; bounds memory whatever the clouds' sizes. */
  private static final int POINTS = 16_384;

  /** Clouds of a stream that are sorted together. */
  private static final int WINDOW = 4096;

  private final Tensors torch;
  private final NDManager manager;
  private final CloudModel model;
  private final Weights weights;
  private final FeatureNormalisation normalisation;
  private final FeatureStatistics statistics;
  private final int classes;

  CloudClassifier(
      Tensors torch,
      NDManager manager,
      CloudModel model,
      Weights weights,
      FeatureNormalisation normalisation,
      FeatureStatistics statistics,
      int classes) {
    this.torch = torch;
    this.manager = manager;
    this.model = model;
    this.weights = weights;
    this.normalisation = normalisation;
    this.statistics = statistics;
    this.classes = classes;
  }

  /** [clouds][classes], before the softmax, in the order of the clouds. */
  float[][] logits(List<PointCloud> clouds) {
    float[][] logits = new float[clouds.size()][];
    Integer[] order = new Integer[clouds.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> clouds.get(i).points()));
    int from = 0;
    while (from < order.length) {
      int to = from;
      int points = 0;
      while (to < order.length
          && (to == from || points + clouds.get(order[to]).points() <= POINTS)) {
        points += clouds.get(order[to]).points();
        to++;
      }
      List<PointCloud> batch = new ArrayList<>();
      for (int i = from; i < to; i++) {
        batch.add(normalisation.apply(clouds.get(order[i]), statistics));
      }
      float[] all = run(batch);
      for (int i = from; i < to; i++) {
        int at = (i - from) * classes;
        logits[order[i]] = Arrays.copyOfRange(all, at, at + classes);
      }
      from = to;
    }
    return logits;
  }

  private float[] run(List<PointCloud> batch) {
    CloudModel.Batch arranged = model.arrange(batch);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray logits =
          Tensors.withoutGradient(() -> arranged.logits(Pass.evaluation(torch, manager, weights)));
      return logits.toType(DataType.FLOAT32, false).toFloatArray();
    }
  }

  Evaluation evaluate(Iterator<LabelledCloud> clouds) {
    Confusion confusion = new Confusion(classes);
    double loss = 0;
    while (clouds.hasNext()) {
      List<LabelledCloud> window = new ArrayList<>();
      while (clouds.hasNext() && window.size() < WINDOW) {
        window.add(clouds.next());
      }
      float[][] logits = logits(window.stream().map(LabelledCloud::cloud).toList());
      for (int i = 0; i < logits.length; i++) {
        LabelledCloud cloud = window.get(i);
        confusion.add(cloud.label().label(), CrossEntropy.predicted(logits[i], 0, classes));
        loss += CrossEntropy.of(logits[i], cloud.label().shares());
      }
    }
    return new Evaluation(loss / confusion.total(), confusion);
  }
}
