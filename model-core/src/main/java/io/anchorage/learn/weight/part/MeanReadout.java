package io.anchorage.learn.weight.part;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.List;

/** Logits from the means of all parts over their units: an MLP of two hidden layers with ReLU. */
public final class MeanReadout {
  private final List<Part> parts;
  private final Linear wide;
  private final Linear narrow;
  private final Linear head;

  /**
   * @param width features of an entry
   * @param hidden width of the hidden layers
   */
  public MeanReadout(ModelParameters plan, List<Part> parts, int width, int hidden, int classes) {
    this.parts = parts;
    int pooled = parts.stream().mapToInt(Part::entries).sum() * width;
    this.wide = Linear.of(plan, "readout.wide", pooled, hidden);
    this.narrow = Linear.of(plan, "readout.narrow", hidden, hidden);
    this.head = Linear.of(plan, "head", hidden, classes);
  }

  /**
   * The logits.
   *
   * @param features of each part
   * @param dropout after each hidden layer
   */
  public NDArray logits(Pass pass, List<NDArray> features, Dropout dropout) {
    NDList pooled = new NDList();
    for (PartFeatures part : PartFeatures.all(parts, Pool.MEAN, features)) {
      pooled.add(part.on(List.of()));
    }
    NDArray x = wide.apply(pass, NDArrays.concat(pooled, 1)).getNDArrayInternal().relu();
    x = narrow.apply(pass, dropout.apply(pass, x)).getNDArrayInternal().relu();
    return head.apply(pass, dropout.apply(pass, x));
  }
}
