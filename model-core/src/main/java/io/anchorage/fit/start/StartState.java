package io.anchorage.fit.start;

import io.anchorage.format.Tensor;
import io.anchorage.format.TensorFile;
import io.anchorage.kernel.AdamState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The state of a {@link StartLearner} between two iterations.
 *
 * <p>Not a record, because its arrays are never compared.
 */
public final class StartState {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  /** The share of the outer rates that is left at the end. */
  private static final double LEFT = 0.01;

  private static final String ITERATION = "iteration";
  private static final String FIRST_SIZE = "first-size";
  private static final String SIZES = "sizes";

  private final int iteration;
  private final float firstSize;
  private final Moving start;
  private final Moving sizes;

  /** What an outer Adam moves, and its moments, of equal length. */
  private static final class Moving {
    private final float[] values;
    private final float[] m;
    private final float[] v;

    Moving(float[] values, float[] m, float[] v) {
      this.values = values;
      this.m = m;
      this.v = v;
    }

    static Moving at(float[] values) {
      return new Moving(values, new float[values.length], new float[values.length]);
    }

    Moving copy(AdamState adam) {
      return new Moving(values.clone(), adam.m().clone(), adam.v().clone());
    }

    void put(String name, SortedMap<String, Tensor> tensors) {
      tensors.put(name, tensor(values));
      tensors.put(name + ".m", tensor(m));
      tensors.put(name + ".v", tensor(v));
    }

    static Moving of(String name, Map<String, Tensor> tensors) {
      Moving moving =
          new Moving(data(tensors, name), data(tensors, name + ".m"), data(tensors, name + ".v"));
      if (moving.m.length != moving.values.length || moving.v.length != moving.values.length) {
        throw new IllegalArgumentException("has moments of other lengths than " + name);
      }
      return moving;
    }

    private static Tensor tensor(float[] values) {
      return new Tensor(List.of(values.length), values);
    }

    private static float[] data(Map<String, Tensor> tensors, String name) {
      Tensor tensor = tensors.get(name);
      if (tensor == null) {
        throw new IllegalArgumentException("has no tensor " + name);
      }
      return tensor.data();
    }
  }

  private StartState(int iteration, float firstSize, Moving start, Moving sizes) {
    this.iteration = iteration;
    this.firstSize = firstSize;
    this.start = start;
    this.sizes = sizes;
  }

  /** The state before the first iteration. */
  static StartState first(StartPlan plan, float[] drawn, float firstSize) {
    float[] sizes = new float[plan.learnsSizes() ? plan.steps() * drawn.length : 0];
    Arrays.fill(sizes, firstSize);
    return new StartState(0, firstSize, Moving.at(drawn.clone()), Moving.at(sizes));
  }

  /** [parameters], moved by the learner. */
  float[] start() {
    return start.values;
  }

  /** [steps x parameters], moved by the learner; empty if sizes are not learnt. */
  float[] sizes() {
    return sizes.values;
  }

  AdamState startAdam(StartPlan plan) {
    return adam(plan, plan.rate(), start);
  }

  AdamState sizeAdam(StartPlan plan) {
    return adam(plan, plan.sizeRate() * firstSize, sizes);
  }

  private AdamState adam(StartPlan plan, double rate, Moving moving) {
    int all = Math.max(1, plan.iterations());
    return new AdamState(
            moving.values.length,
            (float) rate,
            BETA1,
            BETA2,
            EPSILON,
            taken -> LEFT + (1 - LEFT) * (1 + StrictMath.cos(Math.PI * taken / all)) / 2)
        .resumed(iteration, moving.m, moving.v);
  }

  StartState copy(int iterations, AdamState startAdam, AdamState sizeAdam) {
    return new StartState(iterations, firstSize, start.copy(startAdam), sizes.copy(sizeAdam));
  }

  /** What has been learnt; shares the start with this state. */
  LearntStart learnt(StartPlan plan) {
    int parameters = start.values.length;
    float[][] rows = new float[plan.learnsSizes() ? plan.steps() : 0][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = Arrays.copyOfRange(sizes.values, t * parameters, (t + 1) * parameters);
    }
    return new LearntStart(start.values, rows);
  }

  /** Iterations done. */
  public int iteration() {
    return iteration;
  }

  /**
   * The state as the content of a file.
   *
   * @param about what it belongs to, by key
   */
  public TensorFile toFile(Map<String, String> about) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    start.put(LearntStart.PARAMETERS, tensors);
    sizes.put(SIZES, tensors);
    SortedMap<String, String> metadata = new TreeMap<>(about);
    metadata.put(ITERATION, Integer.toString(iteration));
    metadata.put(FIRST_SIZE, Float.toString(firstSize));
    return new TensorFile(tensors, metadata);
  }

  /**
   * Reads what {@link #toFile} gave.
   *
   * @throws IllegalArgumentException in words that follow the file's name, if it is no such file
   */
  public static StartState of(TensorFile file) {
    try {
      return new StartState(
          Integer.parseInt(file.metadata().getOrDefault(ITERATION, "")),
          Float.parseFloat(file.metadata().getOrDefault(FIRST_SIZE, "")),
          Moving.of(LearntStart.PARAMETERS, file.tensors()),
          Moving.of(SIZES, file.tensors()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("does not say how far it is", e);
    }
  }
}
