package io.anchorage.bench;

import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.siren.SirenConfig;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.Cancellation;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.Fitter;
import io.anchorage.format.Safetensors;
import io.anchorage.signal.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * The engine without the job: fits and scores the first images of an IDX file on all cores, without
 * reading or writing anything in between. The yardstick for the Spark job's time.
 *
 * <p>Arguments: {@code arc|siren}, the image file (gzip), the number of images, and for ARC a
 * table's decoder file.
 */
final class BareEngine {
  private BareEngine() {}

  public static void main(String[] args) throws IOException {
    boolean arc = args[0].equals("arc");
    FitRecipe recipe = arc ? ArcConfig.defaultRecipe() : SirenConfig.defaultRecipe();
    List<Signal> signals = BenchImages.idx(Path.of(args[1])).subList(0, Integer.parseInt(args[2]));
    SharedParameters shared =
        arc
            ? new SharedParameters(
                Safetensors.decode(Files.readAllBytes(Path.of(args[3])), args[3]).tensors())
            : SharedParameters.none();
    int threads = Runtime.getRuntime().availableProcessors();
    try (Engine engine = Engines.open("vector")) {
      Fitter fitter = new Fitter(engine, recipe, shared, Cancellation.NEVER);
      AtomicInteger next = new AtomicInteger();
      DoubleAdder psnr = new DoubleAdder();
      double seconds =
          Parallel.seconds(
              threads,
              thread -> {
                for (int i = next.getAndIncrement();
                    i < signals.size();
                    i = next.getAndIncrement()) {
                  FieldOutcome outcome = fitter.fit(List.of(new FitTask(signals.get(i), 0))).get(0);
                  psnr.add(((FieldOutcome.Fitted) outcome).psnr());
                }
              });
      System.out.printf(
          "%s: %d images in %.1f s on %d threads, %.1f images/s, mean PSNR %.2f dB%n",
          args[0],
          signals.size(),
          seconds,
          threads,
          signals.size() / seconds,
          psnr.sum() / signals.size());
    }
  }
}
