package io.anchorage.learn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.anchorage.learn.net.CrossEntropy;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import io.anchorage.learn.optim.TrainingStep.Loss;
import io.anchorage.learn.optim.TrainingStep.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A step by parts of a batch is the step by the batch. */
class TrainingStepTest {
  private static final Tensors TORCH = Tensors.load();
  private static final int SAMPLES = 10;
  private static final int CLASSES = 3;
  private static final float[] INPUTS = {
    0.3f, -1, 2, 0.1f, -0.7f, 0.9f, 1.4f, -2, 0, 0.5f, 1, -0.2f, 0.8f, 0.6f, -1.5f, 0.4f, 2.2f,
    -0.9f, 0.7f, 1.1f
  };

  private final ModelParameters plan = new ModelParameters();
  private final Linear layer = Linear.of(plan, "layer", 2, CLASSES);

  @Test
  void parts_of_unequal_size_take_the_same_steps_as_the_whole_batch() {
    double[] whole = losses(SAMPLES);

    double[] parts = losses(4);

    for (int i = 0; i < whole.length; i++) {
      assertThat(parts[i]).isCloseTo(whole[i], within(1e-5));
    }
    assertThat(whole[whole.length - 1]).isLessThan(0.8 * whole[0]);
  }

  @Test
  void a_part_whose_loss_is_not_finite_leaves_the_weights_as_they_were() {
    try (NDManager manager = TORCH.newManager()) {
      Weights weights = Weights.initial(plan, manager, TORCH, 1);
      TrainingStep step = step(manager, weights);
      float[] before = weights.values().toFloatArray();
      List<Integer> seen = new ArrayList<>();

      double loss =
          step.take(
              0.1,
              0.9,
              List.of(
                  new Part<>(0.5, forward(0, 4, 1), seen::add),
                  new Part<>(0.25, forward(4, 7, Double.NaN), seen::add),
                  new Part<>(0.25, forward(7, 10, 1), seen::add)));

      assertThat(loss).isNaN();
      assertThat(seen).containsExactly(4, 3);
      assertThat(weights.values().toFloatArray()).isEqualTo(before);
      assertThat(step.optimiser().steps()).isZero();
    }
  }

  @Test
  void a_finite_loss_without_a_finite_gradient_leaves_the_weights_as_they_were() {
    try (NDManager manager = TORCH.newManager()) {
      Weights weights = Weights.initial(plan, manager, TORCH, 1);
      TrainingStep step = step(manager, weights);
      float[] before = weights.values().toFloatArray();
      List<Integer> seen = new ArrayList<>();
      Part<Integer> part = new Part<>(0.5, this::rootOfZero, seen::add);

      assertThat(step.take(this::rootOfZero, seen::add)).isNaN();
      assertThat(step.take(0.1, 0.9, List.of(part, part))).isNaN();
      assertThat(weights.values().toFloatArray()).isEqualTo(before);
      assertThat(step.optimiser().steps()).isZero();
    }
  }

  /** A loss of 0 whose gradient is 0 / 0. */
  private Loss<Integer> rootOfZero(Pass pass) {
    NDArray logits = layer.apply(pass, pass.floats(new float[] {1, 2}, 1, 2));
    return new Loss<>(logits.sub(logits).sqrt().sum(), 1);
  }

  private static TrainingStep step(NDManager manager, Weights weights) {
    return new TrainingStep(TORCH, manager, weights, AdamWConfig.defaults(), 1);
  }

  private double[] losses(int size) {
    double[] losses = new double[20];
    try (NDManager manager = TORCH.newManager()) {
      TrainingStep step = step(manager, Weights.initial(plan, manager, TORCH, 1));
      for (int i = 0; i < losses.length; i++) {
        List<Part<Integer>> parts = new ArrayList<>();
        for (int from = 0; from < SAMPLES; from += size) {
          int to = Math.min(SAMPLES, from + size);
          parts.add(new Part<>((to - from) / (double) SAMPLES, forward(from, to, 1), n -> {}));
        }
        losses[i] = step.take(0.1, 0.9, parts);
      }
    }
    return losses;
  }

  private Function<Pass, Loss<Integer>> forward(int from, int to, double factor) {
    float[] truth = new float[(to - from) * CLASSES];
    for (int i = from; i < to; i++) {
      truth[(i - from) * CLASSES + (INPUTS[2 * i] > 0.4 ? 2 : i % 2)] = 1;
    }
    return pass -> {
      float[] inputs = Arrays.copyOfRange(INPUTS, 2 * from, 2 * to);
      NDArray logits = layer.apply(pass, pass.floats(inputs, to - from, 2));
      return new Loss<>(pass.scaled(CrossEntropy.mean(pass, logits, truth), factor), to - from);
    };
  }
}
