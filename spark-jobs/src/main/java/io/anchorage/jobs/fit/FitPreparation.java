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
import io.anchorage.fit.start.StartFamily;
import io.anchorage.jobs.config.SourceConfig.Channels;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.progress.ProgressDisplay;
import io.anchorage.jobs.progress.StepProgress;
import io.anchorage.jobs.progress.Terminal;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.SharedContent;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Signal;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Determines what must be known before the first fit, and learns what has to be learnt. */
final class FitPreparation {
  private static final Logger LOG = LoggerFactory.getLogger(FitPreparation.class);

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
   * @param shared parameters shared by all fields; none for families without shared parameters
   * @param content their file, for a new table
   */
  record Known(int channels, SharedParameters shared, SharedContent content) {}

  /**
   * Prepares the run.
   *
   * @throws CancellationException if the run is interrupted in the meantime
   */
  Known prepare(Signals signals) {
    TypicalImage typical = new TypicalImage(source, signals, recipe, request.input());
    int channels = channels(typical);
    requireChannels(channels);
    Optional<Preparation> preparation = Engines.preparation(recipe, engine);
    if (preparation.isEmpty()) {
      requireNoDecoder();
      return StartFamily.isLearnt(recipe) ? start(channels, typical) : withoutShared(channels);
    }
    DecoderFile decoder = known();
    if (decoder == null) {
      decoder = DecoderFile.of(learn(preparation.get(), signals, channels), recipe);
    } else {
      requireFit(decoder.shared(), typical.signal(), "Decoder " + decoderName());
    }
    return new Known(channels, decoder.shared(), SharedContent.decoder(decoder.bytes()));
  }

  private static Known withoutShared(int channels) {
    return new Known(channels, SharedParameters.none(), SharedContent.none());
  }

  private Known start(int channels, TypicalImage typical) {
    byte[] content = StartFile.content(request, table, hadoop);
    String name = table == null ? request.start() : "of " + table.files().root();
    SharedParameters shared = StartFile.decode(content, recipe, request.engineName(), name);
    requireFit(shared, typical.signal(), "Start " + name);
    return new Known(channels, shared, SharedContent.start(content));
  }

  /** The channels of the table's fields; those of most images if it has none yet. */
  private int channels(TypicalImage typical) {
    if (table != null && table.manifest().fields() > 0) {
      try (ShardScan<FieldSummary> rows = table.summaries()) {
        return rows.next().channels();
      }
    }
    return typical.signal().channels();
  }

  /** Refuses a conversion to other channels than the table's. */
  private void requireChannels(int channels) {
    Channels wanted = request.config().source().channels();
    int colours = wanted == Channels.GREY ? 1 : 3;
    if (wanted != Channels.AUTO && colours != channels) {
      throw new UserException(
          Kind.CONFIG,
          "source.channels is %s, but the fields of %s have %d: remove it, or choose another --output"
              .formatted(Json.lower(wanted), table.files().root(), channels));
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

  private void requireFit(SharedParameters shared, Signal signal, String name) {
    try (FitGroup group = engine.open(recipe, shared, List.of(new FitTask(signal, 0)))) {
      LOG.debug("{} fits the recipe: {} sessions", name, group.sessions().size());
    } catch (BadSignalException e) {
      LOG.debug("{} cannot be tried on {}: {}", name, signal.id(), e.getMessage());
    } catch (UserException | IllegalArgumentException e) {
      throw new UserException(Kind.INPUT, "%s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private SharedParameters learn(Preparation preparation, Signals signals, int channels) {
    int wanted = preparation.images(recipe);
    List<Signal> sample = seen(sample(signals, channels, wanted));
    if (sample.isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          "%s has no images in its training split that the decoder could be learnt from: give one with --decoder FILE"
              .formatted(request.input()));
    }
    LOG.info("Decoder is learnt from {} images of the training split", sample.size());
    StepProgress progress = new StepProgress("decoder", "steps");
    ProgressDisplay display =
        ProgressDisplay.show(
            out, Terminal.isInteractive(), request.config().run().progressSeconds(), progress);
    try {
      return preparation.learn(
          recipe, sample, interruptible(progress), Runtime.getRuntime().availableProcessors());
    } catch (BadSignalException e) {
      throw new UserException(
          Kind.INPUT, "The decoder cannot be learnt: %s".formatted(e.getMessage()), e);
    } catch (OutOfMemoryError e) {
      throw outOfHeap(wanted, e);
    } finally {
      display.close();
    }
  }

  /** What a task sees of images: nothing is learnt from what fits may not see. */
  private List<Signal> seen(List<Signal> images) {
    if (recipe.task().isImage()) {
      return images;
    }
    List<Signal> seen = new ArrayList<>(images.size());
    for (Signal image : images) {
      try {
        seen.add(recipe.task().observe(image, recipe.seeds(image.id(), 0)::stream).seen());
      } catch (BadImageException e) {
        LOG.debug("{} is no part of the sample: {}", image.id(), e.getMessage());
      }
    }
    return seen;
  }

  /**
   * Reads the sample, which the driver holds in memory.
   *
   * @throws UserException if it takes more than its share of the heap
   */
  private List<Signal> sample(Signals signals, int channels, int wanted) {
    try {
      return TrainingSample.read(source, Split.TRAIN, signals, channels, recipe, wanted);
    } catch (OutOfMemoryError e) {
      throw outOfHeap(wanted, e);
    }
  }

  private static UserException outOfHeap(int images, OutOfMemoryError e) {
    return new UserException(
        Kind.INPUT,
        ("The decoder learns from %d images, which the heap of %d MiB cannot hold: lower"
                + " fit.family.decoder.images, make the images smaller with signal.transforms, or"
                + " raise ANCHORAGE_HEAP")
            .formatted(images, Runtime.getRuntime().maxMemory() >> 20),
        e);
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
