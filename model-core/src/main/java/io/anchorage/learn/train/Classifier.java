package io.anchorage.learn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.anchorage.cloud.FieldView;
import io.anchorage.cloud.Sample;
import io.anchorage.cloud.Standardisation;
import io.anchorage.learn.net.CrossEntropy;
import io.anchorage.learn.net.Model;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import io.anchorage.score.Confusion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** A model with weights, classifying fields in batches: many at a time, sorted by size. */
final class Classifier {
  /** Samples of a stream that are sorted together, and the memory they may take. */
  private static final int WINDOW = 4096;

  private static final long WINDOW_BYTES = 256L << 20;

  private final Tensors torch;
  private final NDManager manager;
  private final Model<?> model;
  private final Weights weights;
  private final Standardisation standardisation;
  private final int classes;
  private final BatchBound bound;

  Classifier(
      Tensors torch,
      NDManager manager,
      Model<?> model,
      Weights weights,
      Standardisation standardisation,
      int classes) {
    this.torch = torch;
    this.manager = manager;
    this.model = model;
    this.weights = weights;
    this.standardisation = standardisation;
    this.classes = classes;
    this.bound = new BatchBound(model);
  }

  /** [views][classes], before the softmax, in the order of the views. */
  float[][] logits(List<? extends FieldView> views) {
    float[][] logits = new float[views.size()][];
    Integer[] order = new Integer[views.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> views.get(i).rows()));
    List<FieldView> ordered = new ArrayList<>();
    for (int i : order) {
      ordered.add(views.get(i));
    }
    int from = 0;
    while (from < order.length) {
      int to = bound.end(ordered, from);
      float[] all = run(ordered.subList(from, to).stream().map(standardisation::apply).toList());
      for (int i = from; i < to; i++) {
        int at = (i - from) * classes;
        logits[order[i]] = Arrays.copyOfRange(all, at, at + classes);
      }
      from = to;
    }
    return logits;
  }

  private float[] run(List<FieldView> batch) {
    Model.Batch arranged = model.arrangeAny(batch);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray logits =
          Tensors.withoutGradient(() -> arranged.logits(Pass.evaluation(torch, manager, weights)));
      return logits.toType(DataType.FLOAT32, false).toFloatArray();
    }
  }

  Evaluation evaluate(Iterator<Sample> samples) {
    Confusion confusion = new Confusion(classes);
    List<Evaluation.Mistake> mistakes = new ArrayList<>();
    double loss = 0;
    while (samples.hasNext()) {
      List<Sample> window = window(samples);
      float[][] logits = logits(window.stream().map(Sample::view).toList());
      for (int i = 0; i < logits.length; i++) {
        Sample sample = window.get(i);
        int truth = sample.label().label();
        int predicted = CrossEntropy.predicted(logits[i], 0, classes);
        if (truth != predicted && confusion.count(truth, predicted) == 0) {
          mistakes.add(new Evaluation.Mistake(truth, predicted, sample.id()));
        }
        confusion.add(truth, predicted);
        loss += CrossEntropy.of(logits[i], sample.label().shares());
      }
    }
    return new Evaluation(loss / confusion.total(), confusion, mistakes);
  }

  private static List<Sample> window(Iterator<Sample> samples) {
    List<Sample> window = new ArrayList<>();
    long bytes = 0;
    while (samples.hasNext() && window.size() < WINDOW && bytes < WINDOW_BYTES) {
      Sample sample = samples.next();
      window.add(sample);
      bytes += sample.view().bytes();
    }
    return window;
  }
}
