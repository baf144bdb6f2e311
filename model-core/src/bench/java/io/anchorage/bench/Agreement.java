package io.anchorage.bench;

import io.anchorage.bench.Workload.Size;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitTask;
import io.anchorage.kernel.Team;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether the engines compute the same thing: the losses of the first steps on a workload's first
 * image.
 *
 * @param holds whether all differences are within their limits
 * @param text what was compared and how far apart it is
 */
record Agreement(boolean holds, String text) {
  /** The relative tolerance that the djl engine promises. */
  private static final double TOLERANCE = 2e-3;

  static Agreement of(
      Workload workload, Engine vector, Optional<Engine> scalar, Optional<Engine> djl) {
    int steps = workload.size() == Size.SMALL ? 10 : 3;
    float[] losses = losses(vector, workload, steps);
    boolean falls = losses[steps - 1] < losses[0];
    boolean holds = falls;
    StringBuilder text = new StringBuilder("losses of the first %d steps: ".formatted(steps));
    text.append("vector goes from %.6f to %.6f".formatted(losses[0], losses[steps - 1]));
    text.append(falls ? "" : " and DOES NOT DECREASE");
    if (workload.size() == Size.LARGE) {
      boolean equal = Arrays.equals(losses, shared(vector, workload, steps));
      holds &= equal;
      text.append(equal ? ", bit-equal on all threads" : ", NOT BIT-EQUAL on all threads");
    }
    if (scalar.isPresent()) {
      boolean equal = Arrays.equals(losses, losses(scalar.get(), workload, steps));
      holds &= equal;
      text.append(equal ? ", scalar is bit-equal" : ", scalar is NOT BIT-EQUAL");
    } else {
      text.append(", scalar was not run");
    }
    if (djl.isPresent()) {
      double difference = difference(losses, losses(djl.get(), workload, steps));
      boolean near = difference <= TOLERANCE;
      holds &= near;
      text.append(
          ", djl deviates by %.1e (%s %.0e)"
              .formatted(difference, near ? "allowed:" : "MORE THAN", TOLERANCE));
    }
    return new Agreement(holds, text.toString());
  }

  private static float[] shared(Engine engine, Workload workload, int steps) {
    try (Pool pool = new Pool(Runtime.getRuntime().availableProcessors())) {
      return losses(engine, workload, steps, pool);
    }
  }

  private static float[] losses(Engine engine, Workload workload, int steps) {
    return losses(engine, workload, steps, Team.SOLO);
  }

  private static float[] losses(Engine engine, Workload workload, int steps, Team team) {
    List<FitTask> tasks = List.of(new FitTask(workload.signals().get(0), 0));
    try (FitGroup group = engine.open(workload.recipe(), workload.shared(), tasks, team)) {
      float[] losses = new float[steps];
      for (int i = 0; i < steps; i++) {
        group.step(1);
        losses[i] = group.sessions().get(0).lastLoss();
      }
      return losses;
    } catch (BadSignalException e) {
      throw new IllegalStateException("A benchmark image cannot be fitted", e);
    }
  }

  /** The largest relative difference; NaN counts as infinity. */
  private static double difference(float[] expected, float[] actual) {
    double most = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs(actual[i] - expected[i]) / Math.abs(expected[i]);
      most = Math.max(most, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
    }
    return most;
  }
}
