package io.anchorage.jobs.learn;

import io.anchorage.jobs.storage.StorageFolder;
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

/** Writes what a training says of itself into its folder, epoch by epoch. */
final class Recorder implements TrainListener {
  private final StorageFolder files;
  private final Path checkpoint;
  private final Consumer<TrialProgress> watch;
  private final BooleanSupplier stops;
  private final List<EpochMetrics> history = new ArrayList<>();

  /**
   * @param checkpoint where the training keeps its checkpoint on this machine
   * @param watch hears of each batch
   * @param stops whether the training is called off
   */
  Recorder(
      StorageFolder files, Path checkpoint, Consumer<TrialProgress> watch, BooleanSupplier stops) {
    this.files = files;
    this.checkpoint = checkpoint;
    this.watch = watch;
    this.stops = stops;
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

  private static Map<String, Object> tree(EpochMetrics m) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("epoch", m.epoch());
    tree.put("steps", m.steps());
    tree.put("train_loss", ModelFolder.number(m.trainLoss()));
    tree.put("train_accuracy", ModelFolder.number(m.trainAccuracy()));
    tree.put("validation_loss", ModelFolder.number(m.validationLoss()));
    tree.put("validation_accuracy", ModelFolder.number(m.validationAccuracy()));
    tree.put("learning_rate", m.learningRate());
    tree.put("seconds", m.seconds());
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

  /** Writes the metrics as Parquet, when there are no more to come. */
  void finish() {
    writeLines();
    files.deleteQuietly(ModelFolder.METRICS_TABLE);
    try (FlatFile table =
        FlatFile.create(
            files,
            ModelFolder.METRICS_TABLE,
            List.of(
                new FlatFile.Column("epoch", FlatFile.Kind.INT),
                new FlatFile.Column("steps", FlatFile.Kind.LONG),
                new FlatFile.Column("train_loss", FlatFile.Kind.DOUBLE),
                new FlatFile.Column("train_accuracy", FlatFile.Kind.DOUBLE),
                new FlatFile.Column("validation_loss", FlatFile.Kind.DOUBLE),
                new FlatFile.Column("validation_accuracy", FlatFile.Kind.DOUBLE),
                new FlatFile.Column("learning_rate", FlatFile.Kind.DOUBLE),
                new FlatFile.Column("seconds", FlatFile.Kind.DOUBLE)))) {
      for (EpochMetrics m : history) {
        table.write(tree(m).values().toArray());
      }
      table.finish();
    }
  }
}
