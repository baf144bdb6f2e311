package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.Preparation;
import io.anchorage.jobs.progress.ProgressDisplay;
import io.anchorage.jobs.progress.StepProgress;
import io.anchorage.jobs.progress.Terminal;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Signal;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Determines what must be known before the first fit, and learns what has to be learnt. */
final class FitPreparation {
  private static final Logger LOG = LoggerFactory.getLogger(FitPreparation.class);
  private static final int FIRST_IMAGES = 64;
  private static final int VOTERS = 16;

  private final FitRequest request;
  private final FitRecipe recipe;
  private final Engine engine;
  private final ImageSource source;
  private final FieldTable table;
  private final BooleanSupplier interrupted;
  private final PrintStream out;
  private final Configuration hadoop;

  FitPreparation(FitSubject.Circumstances here, FitRecipe recipe) {
    this.request = here.request();
    this.recipe = recipe;
    this.engine = here.engine();
    this.source = here.images();
    this.table = here.table();
    this.interrupted = here.interrupted();
    this.out = here.out();
    this.hadoop = here.spark().hadoopConfiguration();
  }

  /**
   * The results of the preparation.
   *
   * @param channels number of channels of the fields
   * @param decoder parameters shared by all fields; none for families without shared parameters
   */
  record Known(int channels, DecoderFile decoder) {}

  /**
   * Prepares the run.
   *
   * @throws CancellationException if the run is interrupted in the meantime
   */
  Known prepare(Signals signals) {
    Signal first = typical(signals);
    int channels = table == null ? first.channels() : channels(first);
    Optional<Preparation> preparation = Engines.preparation(recipe, engine);
    if (preparation.isEmpty()) {
      requireNoDecoder();
      return new Known(channels, DecoderFile.none());
    }
    DecoderFile decoder = known();
    if (decoder == null) {
      decoder = DecoderFile.of(learn(preparation.get(), signals, channels), recipe);
    } else {
      requireFit(decoder.shared(), first);
    }
    return new Known(channels, decoder);
  }

  private int channels(Signal first) {
    try (ShardScan<FieldSummary> rows = table.summaries()) {
      return rows.hasNext() ? rows.next().channels() : first.channels();
    }
  }

  /** Returns the first usable image among those with the most common number of channels. */
  private Signal typical(Signals signals) {
    List<ItemRef> first = new ArrayList<>();
    Iterator<ItemRef> items = source.items();
    while (first.size() < FIRST_IMAGES && items.hasNext()) {
      first.add(items.next());
    }
    Map<Integer, Signal> examples = new TreeMap<>();
    Map<Integer, Integer> votes = new TreeMap<>();
    int voters = 0;
    String reason = "";
    Iterator<SourceImage> images = source.read(first);
    while (images.hasNext() && voters < VOTERS) {
      try {
        Signal signal = signal(images.next(), signals);
        examples.putIfAbsent(signal.channels(), signal);
        votes.merge(signal.channels(), 1, Integer::sum);
        voters++;
      } catch (BadImageException e) {
        reason = reason.isEmpty() ? e.getMessage() : reason;
      }
    }
    if (voters == 0) {
      throw new UserException(
          Kind.INPUT,
          "None of the first %d images of %s can be used, the first because of %s"
              .formatted(first.size(), request.input(), reason));
    }
    int most = Collections.max(votes.values());
    return votes.keySet().stream()
        .filter(channels -> votes.get(channels) == most)
        .map(examples::get)
        .findFirst()
        .orElseThrow();
  }

  private static Signal signal(SourceImage image, Signals signals) throws BadImageException {
    String id = image.item().id();
    if (image instanceof SourceImage.Unreadable bad) {
      throw new BadImageException(id + ": " + bad.message());
    }
    try {
      return signals.of(id, ((SourceImage.Decoded) image).raster());
    } catch (BadImageException e) {
      throw new BadImageException(id + ": " + e.getMessage(), e);
    }
  }

  private void requireNoDecoder() {
    if (request.decoder() != null) {
      throw new UserException(
          Kind.CONFIG,
          "--decoder is for families that share a decoder, and fit.family.kind is %s: leave it out"
              .formatted(recipe.family().kind()));
    }
  }

  /**
   * Returns shared parameters that need not be learnt: the table's, else those of the given file.
   */
  private DecoderFile known() {
    DecoderFile given =
        request.decoder() == null ? null : DecoderFile.read(request.decoder(), hadoop);
    if (table == null) {
      return given;
    }
    if (given != null) {
      table.requireShared("--decoder " + request.decoder(), given.bytes());
    }
    return DecoderFile.decode(table.sharedParameters(), decoderName());
  }

  private String decoderName() {
    return table == null ? request.decoder() : "of " + table.files().root();
  }

  private void requireFit(SharedParameters shared, Signal signal) {
    try (FitGroup group = engine.open(recipe, shared, List.of(new FitTask(signal, 0)))) {
      LOG.debug("{} fits the recipe: {} sessions", decoderName(), group.sessions().size());
    } catch (BadSignalException e) {
      LOG.debug("{} cannot be tried on {}: {}", decoderName(), signal.id(), e.getMessage());
    } catch (UserException | IllegalArgumentException e) {
      throw new UserException(
          Kind.INPUT, "Decoder %s: %s".formatted(decoderName(), e.getMessage()), e);
    }
  }

  private SharedParameters learn(Preparation preparation, Signals signals, int channels) {
    int wanted = preparation.images(recipe);
    List<Signal> sample = TrainingSample.read(source, signals, channels, recipe, wanted);
    if (sample.isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          "%s has no images in its training split that the decoder could be learnt from: give one with --decoder FILE"
              .formatted(request.input()));
    }
    LOG.info("Decoder is learnt from {} images of the training split", sample.size());
    StepProgress progress = new StepProgress();
    ProgressDisplay display =
        ProgressDisplay.show(
            out, Terminal.isInteractive(), request.config().run().progressSeconds(), progress);
    try {
      return preparation.learn(
          recipe, sample, interruptible(progress), Runtime.getRuntime().availableProcessors());
    } catch (BadSignalException e) {
      throw new UserException(
          Kind.INPUT, "The decoder cannot be learnt: %s".formatted(e.getMessage()), e);
    } finally {
      display.close();
    }
  }

  private Preparation.PreparationProgress interruptible(StepProgress progress) {
    return (steps, of, psnr) -> {
      progress.at(steps, of, psnr);
      if (interrupted.getAsBoolean()) {
        throw new CancellationException("the decoder's learning was interrupted");
      }
    };
  }
}
