package io.anchorage.bench;

import io.anchorage.field.SharedParameters;
import io.anchorage.field.arc.ArcConfig;
import io.anchorage.field.arc.ArcDecoder;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.Seeds;
import io.anchorage.fit.StopRule;
import io.anchorage.fit.arc.ArcFitter;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Philox;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many image-steps a second the ARC kernels do, all threads together: {@code ArcThroughput
 * [threads] [images a thread] [side] [channels] [scalar|vector]}. Opening a fit counts. The second
 * figure is what the machine would do if it did nothing else.
 */
final class ArcThroughput {
  private static final int STEPS = 500;

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
    System.out.println(kernels.description());
    for (int round = 0; round < 4; round++) {
      rate(kernels, threads, images, side, channels);
    }
  }

  private static void rate(Kernels kernels, int threads, int images, int side, int channels)
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
                  fit(kernels, thread * images + i, side, channels);
                }
                cpuNanos.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
              });
      all[t].start();
    }
    for (Thread thread : all) {
      thread.join();
    }
    double steps = (double) threads * images * STEPS;
    System.out.printf(
        "%d threads: %.0f image-steps/s; %.0f in a second of each thread's own time%n",
        threads,
        steps / ((System.nanoTime() - start) / 1e9),
        steps * threads / (cpuNanos.get() / 1e9));
  }

  private static void fit(Kernels kernels, int image, int side, int channels) {
    ArcConfig config = ArcConfig.defaults();
    FitRecipe recipe =
        new FitRecipe(
            config, AdamConfig.withLearningRate(5e-3f), StopRule.after(STEPS), 1, 1, List.of());
    SharedParameters decoder =
        ArcDecoder.initial(config, channels, new Seeds(1, "decoder", 0)::stream).toShared();
    float[] values = new float[channels * side * side];
    new Philox(image).fillUniform(values, 0, values.length, 0f, 1f);
    Signal signal =
        new Signal("image/" + image, Grid.image(side, side), Normalisation.unit(channels), values);
    try (FitSession session =
        new ArcFitter().open(recipe, decoder, new FitTask(signal, 0), kernels)) {
      session.step(1);
      float first = session.lastLoss();
      session.step(STEPS - 1);
      if (!(session.lastLoss() < first)) {
        throw new IllegalStateException("the loss did not fall: " + session.lastLoss());
      }
    } catch (BadSignalException e) {
      throw new IllegalStateException(e);
    }
  }
}
