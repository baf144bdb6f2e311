package io.anchorage.bench;

import io.anchorage.family.finer.FinerConfig;
import io.anchorage.family.finer.FinerConfig.Gradient;
import io.anchorage.family.mlp.Initialisation;
import io.anchorage.family.mlp.MlpFitter;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.family.siren.SirenVariant;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.StopRule;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Throughput of the kernels of coordinate MLPs on all threads together, in image-steps per second:
 * {@code SirenThroughput [threads] [images per thread] [steps] [width] [side] [scalar|vector]
 * [siren|finer]}, two hidden layers, one channel. Opening a fit is included. The second figure is
 * what the threads' CPU time amounts to on an otherwise idle machine.
 */
final class SirenThroughput {
  private final Kernels kernels;
  private final int steps;
  private final int width;
  private final int side;

  private final boolean finer;

  private SirenThroughput(Kernels kernels, int steps, int width, int side, boolean finer) {
    this.kernels = kernels;
    this.finer = finer;
    this.steps = steps;
    this.width = width;
    this.side = side;
  }

  public static void main(String[] args) throws InterruptedException {
    Kernels kernels =
        args.length > 5 && args[5].equals("scalar")
            ? KernelProviders.scalar()
            : KernelProviders.vector().kernels().orElseThrow();
    SirenThroughput throughput =
        new SirenThroughput(
            kernels,
            argument(args, 2, 1000),
            argument(args, 3, 32),
            argument(args, 4, 28),
            args.length > 6 && args[6].equals("finer"));
    System.out.println(kernels.description());
    for (int round = 0; round < 4; round++) {
      throughput.rate(argument(args, 0, 2), argument(args, 1, 10));
    }
  }

  private static int argument(String[] args, int index, int otherwise) {
    return args.length > index ? Integer.parseInt(args[index]) : otherwise;
  }

  private void rate(int threads, int images) throws InterruptedException {
    Thread[] all = new Thread[threads];
    AtomicLong cpuNanos = new AtomicLong();
    long start = System.nanoTime();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      all[t] =
          new Thread(
              () -> {
                for (int i = 0; i < images; i++) {
                  fit(thread * images + i);
                }
                cpuNanos.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
              });
      all[t].start();
    }
    for (Thread thread : all) {
      thread.join();
    }
    double taken = (double) threads * images * steps;
    System.out.printf(
        "%d threads: %.0f image-steps/s; %.0f on an otherwise idle machine, by CPU time%n",
        threads,
        taken / ((System.nanoTime() - start) / 1e9),
        taken * threads / (cpuNanos.get() / 1e9));
  }

  private FamilyConfig family() {
    List<Float> omega = List.of(30f);
    return finer
        ? new FinerConfig(width, 2, omega, 0, Gradient.DETACHED, Initialisation.PER_IMAGE)
        : new SirenConfig(width, 2, omega, SirenVariant.REFERENCE, Initialisation.PER_IMAGE);
  }

  private void fit(int image) {
    FitRecipe recipe =
        new FitRecipe(
            family(), AdamConfig.withLearningRate(5e-4f), StopRule.after(steps), 1, 1, List.of());
    float[] values = new float[side * side];
    new Philox(image).fillUniform(values, 0, values.length, -1f, 1f);
    Signal signal =
        new Signal("image/" + image, Grid.image(side, side), Normalisation.symmetric(1), values);
    try (FitSession session =
        new MlpFitter().open(recipe, SharedParameters.none(), new FitTask(signal, 0), kernels)) {
      session.step(1);
      float first = session.lastLoss();
      session.step(steps - 1);
      if (!(session.lastLoss() < first)) {
        throw new IllegalStateException("the loss did not decrease: " + session.lastLoss());
      }
    } catch (BadSignalException e) {
      throw new IllegalStateException(e);
    }
  }
}
