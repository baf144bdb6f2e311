package io.anchorage.learn.weight.part;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.weight.LayerTensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The features of one part of a batch of networks, and what remains of them on some of its axes.
 */
public final class PartFeatures {
  private final Part part;
  private final Pool pool;
  private final Map<List<Integer>, NDArray> pooled = new HashMap<>();

  /**
   * @param pool over the axes that are not kept
   * @param values [networks, units of each axis, entries x width]
   */
  public PartFeatures(Part part, Pool pool, NDArray values) {
    this.part = part;
    this.pool = pool;
    pooled.put(part.axes(), values);
  }

  /** The parameters themselves, as features of width 1. */
  public static List<NDArray> of(List<Part> parts, LayerTensors layers) {
    List<NDArray> features = new ArrayList<>();
    for (Part part : parts) {
      NDArray values =
          part.weight() ? layers.weights().get(part.layer()) : layers.biases().get(part.layer());
      if (part.weight() && part.folded() && part.layer() == 0) {
        features.add(values.transpose(0, 2, 1));
      } else {
        features.add(part.folded() ? values : values.expandDims(-1));
      }
    }
    return features;
  }

  /** Many parts at once. */
  public static List<PartFeatures> all(List<Part> parts, Pool pool, List<NDArray> values) {
    List<PartFeatures> features = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      features.add(new PartFeatures(parts.get(p), pool, values.get(p)));
    }
    return features;
  }

  /** [networks, units of each axis, entries x width]. */
  public NDArray values() {
    return pooled.get(part.axes());
  }

  /**
   * Pools all axes but some.
   *
   * @param axes of the part, ascending
   * @return [networks, units of each kept axis, entries x width]
   */
  public NDArray on(List<Integer> axes) {
    NDArray known = pooled.get(axes);
    if (known != null) {
      return known;
    }
    NDArray found;
    if (part.axes().size() - axes.size() == 2) {
      found = pool.along(on(part.axes().subList(0, 1)), 1);
    } else {
      Integer dropped =
          part.axes().stream().filter(a -> !axes.contains(a)).findFirst().orElseThrow();
      found = pool.along(values(), 1 + part.axes().indexOf(dropped));
    }
    pooled.put(axes, found);
    return found;
  }

  /**
   * As {@link #on}, and the mean over the entries.
   *
   * @return [networks, units of each kept axis, width]
   */
  public NDArray meanEntryOn(List<Integer> axes) {
    NDArray x = on(axes);
    if (part.entries() == 1) {
      return x;
    }
    long[] shape = x.getShape().getShape();
    long[] cut = new long[shape.length + 1];
    System.arraycopy(shape, 0, cut, 0, shape.length - 1);
    cut[shape.length - 1] = part.entries();
    cut[shape.length] = shape[shape.length - 1] / part.entries();
    return x.reshape(cut).mean(new int[] {shape.length - 1});
  }
}
