package io.anchorage.jobs.fit;

import io.anchorage.field.Column;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.Fitter;
import io.anchorage.fit.Preparation;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/**
 * Measures how long fits take here, by fits of two seconds on one thread, and compares that with
 * the cost model, which knows how images of other sizes compare. What is fitted is thrown away.
 */
final class Calibration {
  private static final long NANOS = 2_000_000_000L;

  /** The time that Java gets to compile what is measured. */
  private static final long WARM_UP_NANOS = NANOS / 2;

  private static final int MOST_IMAGES = 32;

  /** Bytes of a row apart from the field: id, hash, scores and the like, compressed. */
  private static final int ROW_BYTES = 120;

  private final FitRecipe recipe;
  private final Engine engine;
  private final ToDoubleFunction<ItemRef> predicted;

  /**
   * What was measured.
   *
   * @param ratio of the time that fits took to that which the cost model predicts
   * @param fieldBytes of one field's row, the mean of those fitted; NaN if none was finished
   */
  record Measured(double ratio, double fieldBytes) {}

  /** One fit, perhaps called off: the seconds that the whole of it takes. */
  private record Fit(double seconds, Field field) {}

  /**
   * @param predicted seconds that the cost model says of all repeats of an image
   */
  Calibration(FitRecipe recipe, Engine engine, ToDoubleFunction<ItemRef> predicted) {
    this.recipe = recipe;
    this.engine = engine;
    this.predicted = predicted;
  }

  /**
   * Fits some of the planned images; empty if none of them can be fitted.
   *
   * @param source from which the images are read
   */
  Optional<Measured> measure(ImageSource source, Signals signals, TaskPlan plan) {
    Iterator<SourceImage> images = source.read(spread(plan));
    SharedParameters shared = null;
    long end = 0;
    double took = 0;
    double expected = 0;
    List<Field> fields = new ArrayList<>();
    while (images.hasNext() && (shared == null || System.nanoTime() < end)) {
      SourceImage image = images.next();
      Signal signal = signal(image, signals);
      if (signal == null) {
        continue;
      }
      if (shared == null) {
        shared = shared(signal.channels());
        long warm = System.nanoTime() + WARM_UP_NANOS;
        Optional<Fit> first = fit(signal, shared, warm);
        while (first.isPresent() && System.nanoTime() < warm) {
          first = fit(signal, shared, warm);
        }
        end = System.nanoTime() + NANOS - WARM_UP_NANOS;
      }
      Optional<Fit> fit = fit(signal, shared, end);
      if (fit.isPresent()) {
        took += fit.get().seconds() * recipe.repeats();
        expected += predicted.applyAsDouble(image.item());
        if (fit.get().field() != null) {
          fields.add(fit.get().field());
        }
      }
    }
    double bytes = fields.stream().mapToDouble(this::bytes).average().orElse(Double.NaN);
    return expected > 0 ? Optional.of(new Measured(took / expected, bytes)) : Optional.empty();
  }

  /** Images from all over the plan. */
  private static List<ItemRef> spread(TaskPlan plan) {
    List<ItemRef> spread = new ArrayList<>();
    int tasks = plan.tasks().size();
    int each = Math.max(1, MOST_IMAGES / Math.max(1, tasks));
    for (int i = 0; i < Math.min(tasks, MOST_IMAGES); i++) {
      List<ItemRef> items =
          plan.tasks().get((int) ((long) i * tasks / Math.min(tasks, MOST_IMAGES))).items();
      for (int n = 0; n < Math.min(each, items.size()); n++) {
        spread.add(items.get((int) ((long) n * items.size() / Math.min(each, items.size()))));
      }
    }
    return spread;
  }

  private SharedParameters shared(int channels) {
    Optional<Preparation> preparation = Engines.preparation(recipe, engine);
    return preparation.isEmpty()
        ? SharedParameters.none()
        : preparation.get().untrained(recipe, channels);
  }

  private static Signal signal(SourceImage image, Signals signals) {
    try {
      return image instanceof SourceImage.Decoded decoded
          ? signals.of(image.item().id(), decoded.raster())
          : null;
    } catch (BadImageException e) {
      return null;
    }
  }

  /** Fits until the end; a fit that is called off there is taken to go on as it went. */
  private Optional<Fit> fit(Signal signal, SharedParameters shared, long end) {
    AtomicLong steps = new AtomicLong();
    long start = System.nanoTime();
    Fitter fitter =
        new Fitter(engine, recipe, shared, () -> steps.get() > 0 && System.nanoTime() - end > 0)
            .monitoredBy((taken, psnr) -> steps.addAndGet(taken));
    try {
      FieldOutcome outcome = fitter.fit(List.of(new FitTask(signal, 0))).get(0);
      double seconds = (System.nanoTime() - start) * 1e-9;
      return outcome instanceof FieldOutcome.Fitted fitted
          ? Optional.of(new Fit(seconds, fitted.field()))
          : Optional.empty();
    } catch (CancellationException e) {
      double seconds = (System.nanoTime() - start) * 1e-9;
      return Optional.of(new Fit(seconds * recipe.stop().steps() / steps.get(), null));
    }
  }

  private double bytes(Field field) {
    double bytes = ROW_BYTES;
    for (Column column : recipe.family().family().columns()) {
      if (field.column(column.name()) instanceof float[] floats) {
        bytes += (double) Float.BYTES * floats.length;
      }
    }
    return bytes;
  }
}
