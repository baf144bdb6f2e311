package io.anchorage.jobs.learn;

import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.TableLayout;
import io.anchorage.jobs.table.rows.RowColumn;
import io.anchorage.jobs.table.shard.FlatFile;
import io.anchorage.learn.train.EpochMetrics;
import io.anchorage.learn.train.TrainListener;
import io.anchorage.learn.train.TrainProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Writes a training run's metrics and checkpoints to its folder, epoch by epoch. */
final class Recorder implements TrainListener {
  private static final List<RowColumn<EpochMetrics, ?>> COLUMNS =
      List.of(
          RowColumn.integer("epoch", EpochMetrics::epoch).optional(),
          RowColumn.wide("steps", EpochMetrics::steps).optional(),
          measure("train_loss", EpochMetrics::trainLoss),
          measure("train_accuracy", EpochMetrics::trainAccuracy),
          measure("validation_loss", EpochMetrics::validationLoss),
          measure("validation_accuracy", EpochMetrics::validationAccuracy),
          measure("learning_rate", EpochMetrics::learningRate),
          measure("seconds", EpochMetrics::seconds));

  private final StorageFolder files;
  private final Path checkpoint;
  private final Consumer<TrialProgress> watch;
  private final BooleanSupplier stops;
  private final List<EpochMetrics> history = new ArrayList<>();

  /**
   * @param checkpoint the training run's local checkpoint
   * @param watch receives the progress after each batch
   * @param stops whether the training run has been cancelled
   */
  Recorder(
      StorageFolder files, Path checkpoint, Consumer<TrialProgress> watch, BooleanSupplier stops) {
    this.files = files;
    this.checkpoint = checkpoint;
    this.watch = watch;
    this.stops = stops;
  }

  /** A nullable numeric column. */
  private static RowColumn<EpochMetrics, Double> measure(
      String name, ToDoubleFunction<EpochMetrics> value) {
    return RowColumn.precise(
            name, (EpochMetrics metrics) -> ModelFolder.number(value.applyAsDouble(metrics)))
        .optional();
  }

  @Override
  public void onResume(List<EpochMetrics> earlier) {
    history.addAll(earlier);
  }

  @Override
  public void onBatch(TrainProgress progress) {
    watch.accept(TrialProgress.of(progress));
  }

  @Override
  public void onEpoch(EpochMetrics metrics) {
    if (files.localFolder().isEmpty()) {
      try {
        files.put(ModelFolder.CHECKPOINT, Files.readAllBytes(checkpoint));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    history.add(metrics);
    writeLines();
  }

  @Override
  public boolean stops() {
    return stops.getAsBoolean();
  }

  private void writeLines() {
    StringBuilder lines = new StringBuilder();
    history.forEach(metrics -> lines.append(ModelFolder.line(tree(metrics))));
    files.put(ModelFolder.METRICS_LINES, lines.toString().getBytes(StandardCharsets.UTF_8));
    files.put(EventFile.NAME, events());
  }

  private static Map<String, Object> tree(EpochMetrics metrics) {
    Map<String, Object> tree = new LinkedHashMap<>();
    COLUMNS.forEach(column -> tree.put(column.name(), column.of(metrics)));
    return tree;
  }

  private byte[] events() {
    double seconds = Instant.now().toEpochMilli() * 1e-3;
    for (EpochMetrics m : history) {
      seconds -= m.seconds();
    }
    EventFile events = new EventFile(seconds);
    for (EpochMetrics m : history) {
      seconds += m.seconds();
      events
          .scalar(seconds, m.epoch(), "loss/train", m.trainLoss())
          .scalar(seconds, m.epoch(), "loss/validation", m.validationLoss())
          .scalar(seconds, m.epoch(), "accuracy/train", m.trainAccuracy())
          .scalar(seconds, m.epoch(), "accuracy/validation", m.validationAccuracy())
          .scalar(seconds, m.epoch(), "learning_rate", m.learningRate())
          .scalar(seconds, m.epoch(), "seconds", m.seconds());
    }
    return events.content();
  }

  /** Writes the metrics as Parquet, once training has ended. */
  void finish() {
    writeLines();
    files.deleteQuietly(ModelFolder.METRICS_TABLE);
    // A job that was killed here has left it.
    files.deleteQuietly(TableLayout.unlisted(ModelFolder.METRICS_TABLE));
    try (FlatFile<EpochMetrics> table =
        FlatFile.create(files, ModelFolder.METRICS_TABLE, COLUMNS)) {
      history.forEach(table::write);
      table.finish();
    }
  }
}
