package io.anchorage.learn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.anchorage.learn.net.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Thirty steps against PyTorch; the file says how it was made. */
class OptimiserGoldenTest {
  private static final int STEPS = 30;
  private static final double RELATIVE = 1e-12;
  private static final AdamWConfig PLAIN = new AdamWConfig(1e-2, 0.9, 0.999, 1e-8, 1e-3, false);

  private final Map<String, double[]> golden = read();

  @Test
  void adamw_takes_the_steps_of_pytorch() {
    follows("adamw", PLAIN, new ConstantRate(), Double.POSITIVE_INFINITY);
  }

  @Test
  void amsgrad_takes_the_steps_of_pytorch() {
    follows(
        "amsgrad",
        new AdamWConfig(5e-2, 0.8, 0.95, 1e-6, 0.1, true),
        new ConstantRate(),
        Double.POSITIVE_INFINITY);
  }

  @Test
  void clipping_by_the_global_norm_is_that_of_pytorch() {
    follows("clipped", new AdamWConfig(1e-2, 0.9, 0.999, 1e-8, 0, false), new ConstantRate(), 2);
  }

  @Test
  void the_linear_warm_up_is_that_of_pytorch() {
    follows(
        "warm-up",
        new AdamWConfig(2e-2, 0.9, 0.999, 1e-8, 1e-2, false),
        new WarmUp(10),
        Double.POSITIVE_INFINITY);
  }

  @Test
  void the_cosine_one_cycle_is_that_of_pytorch() {
    AdamWConfig adam = new AdamWConfig(1e-1, 0.9, 0.999, 1e-8, 1e-3, false);

    follows("one-cycle", adam, new OneCycle(0.3, 10, 1000, false), Double.POSITIVE_INFINITY);
  }

  @Test
  void the_one_cycle_that_moves_beta1_is_that_of_pytorch() {
    AdamWConfig adam = new AdamWConfig(1e-1, 0.9, 0.999, 1e-8, 1e-3, false);

    follows("one-cycle-beta1", adam, new OneCycle(0.3, 25, 1e4, true), Double.POSITIVE_INFINITY);
  }

  @Test
  void an_optimiser_that_is_restored_goes_on_as_if_nothing_had_happened() {
    AdamWConfig config = new AdamWConfig(5e-2, 0.8, 0.95, 1e-6, 0.1, true);
    try (NDManager manager = Tensors.load().newManager()) {
      NDArray p = manager.create(new float[] {1, -2, 3});
      NDArray g = manager.create(new float[] {0.5f, 3, -1});
      AdamW first = new AdamW(config, manager, p);
      first.step(p, g, 0.1, 0.9);
      AdamW second = new AdamW(config, manager, p);
      second.restore(first.state());
      NDArray q = p.duplicate();

      NDArray smaller = g.mul(0.1);
      first.step(p, smaller, 0.1, 0.9);
      second.step(q, smaller, 0.1, 0.9);

      assertThat(q.toFloatArray()).containsExactly(p.toFloatArray());
      assertThat(second.steps()).isEqualTo(2);
    }
  }

  @Test
  void rates_without_sense_are_refused() {
    assertThatThrownBy(() -> new AdamWConfig(0, 0.9, 0.999, 1e-8, 0, false))
        .hasMessage("learningRate must be in (0, 10): 0.0");
    assertThatThrownBy(() -> new OneCycle(1, 10, 10, false))
        .hasMessage("rising must be in (0, 1): 1.0");
    assertThatThrownBy(() -> new WarmUp(0)).hasMessage("warmUp must be at least 1: 0");
  }

  private void follows(String name, AdamWConfig config, Schedule schedule, double clip) {
    double[] trail = golden.get(name + ".trail");
    double[] rates = golden.get(name + ".rates");
    long steps = schedule instanceof OneCycle ? STEPS + 1 : STEPS;
    try (NDManager manager = Tensors.load().newManager()) {
      NDArray p = manager.create(golden.get("start"));
      NDArray curvature = manager.create(golden.get("curvature"));
      NDArray target = manager.create(golden.get("target"));
      AdamW adam = new AdamW(config, manager, p);
      for (int step = 0; step < STEPS; step++) {
        NDArray gradient = p.sub(target).mul(curvature);
        double norm = GradientClip.toNorm(gradient, clip);
        if (Double.isFinite(clip)) {
          close(norm, golden.get(name + ".norms")[step], name, step);
        }
        double rate = schedule.learningRate(config.learningRate(), step, steps);
        close(rate, rates[step], name, step);
        adam.step(p, gradient, rate, schedule.beta1(config.beta1(), step, steps));
        double[] now = p.toDoubleArray();
        for (int i = 0; i < now.length; i++) {
          close(now[i], trail[step * now.length + i], name, step);
        }
      }
    }
  }

  private static void close(double actual, double expected, String name, int step) {
    assertThat(actual)
        .as("%s, step %d", name, step)
        .isCloseTo(expected, within(RELATIVE * Math.max(1e-3, Math.abs(expected))));
  }

  private static Map<String, double[]> read() {
    Map<String, double[]> arrays = new HashMap<>();
    try (InputStream in = OptimiserGoldenTest.class.getResourceAsStream("/golden/optim.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .forEach(words -> arrays.put(words[0], numbers(words)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return arrays;
  }

  private static double[] numbers(String[] words) {
    double[] numbers = new double[Integer.parseInt(words[1])];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Double.parseDouble(words[i + 2]);
    }
    return numbers;
  }
}
