package io.anchorage.bench;

import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.arc.ArcDecoder;
import io.anchorage.family.arc.ArcFitter;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.ForkTeam;
import io.anchorage.fit.StopRule;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Throughput of the ARC kernels on all threads together, in image-steps per second: {@code
 * ArcThroughput [threads] [images per thread] [side] [channels] [scalar|vector] [team] [steps]}.
 * Opening a fit is included. The second figure is what the threads' CPU time amounts to on an
 * otherwise idle machine; it means nothing if a team of more than one shares each image.
 */
final class ArcThroughput {
  private static int steps = 500;

  private ArcThroughput() {}

  public static void main(String[] args) throws InterruptedException {
    int threads = args.length > 0 ? Integer.parseInt(args[0]) : 2;
    int images = args.length > 1 ? Integer.parseInt(args[1]) : 40;
    int side = args.length > 2 ? Integer.parseInt(args[2]) : 28;
    int channels = args.length > 3 ? Integer.parseInt(args[3]) : 1;
    Kernels kernels =
        args.length > 4 && args[4].equals("scalar")
            ? KernelProviders.scalar()
            : KernelProviders.vector().kernels().orElseThrow();
    int teamSize = args.length > 5 ? Integer.parseInt(args[5]) : 1;
    steps = args.length > 6 ? Integer.parseInt(args[6]) : steps;
    System.out.println(kernels.description());
    try (ForkTeam team = new ForkTeam(teamSize, "bench")) {
      for (int round = 0; round < 4; round++) {
        rate(kernels, team, threads, images, side, channels);
      }
    }
  }

  private static void rate(
      Kernels kernels, Team team, int threads, int images, int side, int channels)
      throws InterruptedException {
    Thread[] all = new Thread[threads];
    AtomicLong cpuNanos = new AtomicLong();
    long start = System.nanoTime();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      all[t] =
          new Thread(
              () -> {
                for (int i = 0; i < images; i++) {
                  fit(kernels, team, thread * images + i, side, channels);
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

  private static void fit(Kernels kernels, Team team, int image, int side, int channels) {
    ArcConfig config = ArcConfig.defaults();
    FitRecipe recipe =
        new FitRecipe(
            config, AdamConfig.withLearningRate(5e-3f), StopRule.after(steps), 1, 1, List.of());
    SharedParameters decoder =
        ArcDecoder.initial(config, channels, new Seeds(1, "decoder", 0)::stream).toShared();
    float[] values = new float[channels * side * side];
    new Philox(image).fillUniform(values, 0, values.length, 0f, 1f);
    Signal signal =
        new Signal("image/" + image, Grid.image(side, side), Normalisation.unit(channels), values);
    try (FitSession session =
        new ArcFitter().open(recipe, decoder, new FitTask(signal, 0), kernels, team)) {
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
