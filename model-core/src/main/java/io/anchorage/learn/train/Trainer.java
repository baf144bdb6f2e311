package io.anchorage.learn.train;

import io.anchorage.UserException;
import io.anchorage.learn.net.Tensors;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Trains a classifier of fields. The result depends on the config, the samples and the machine's
 * arithmetic, not on interruptions: a training resumed from a checkpoint ends exactly like one that
 * never stopped.
 */
public final class Trainer {
  private final Tensors torch;
  private final TrainConfig config;
  private final TrainListener listener;

  public Trainer(Tensors torch, TrainConfig config, TrainListener listener) {
    this.torch = torch;
    this.config = config;
    this.listener = listener;
  }

  /**
   * Trains without checkpoints.
   *
   * @throws UserException of kind INPUT for samples that cannot be trained on, of kind CONFIG if
   *     the loss becomes infinite or NaN
   */
  public TrainOutcome train(SampleSource source) {
    return run(source, null);
  }

  /**
   * Trains with a checkpoint after each epoch, and resumes from an existing one.
   *
   * @param checkpoint a file
   * @throws UserException as {@link #train(SampleSource)}; also if the checkpoint is damaged, or
   *     belongs to another config or dataset
   */
  public TrainOutcome train(SampleSource source, Path checkpoint) {
    return run(source, checkpoint);
  }

  private TrainOutcome run(SampleSource source, Path file) {
    Survey survey = Survey.of(source, config.split());
    try (Training training = new Training(torch, config, listener, source, survey)) {
      if (file != null && Files.exists(file)) {
        Checkpoint checkpoint = Checkpoint.read(file);
        checkpoint.checkBelongsTo(training.configJson(), survey.splitDigest(), file);
        training.restore(checkpoint, file);
        listener.onResume(checkpoint.history());
      }
      while (training.ended() == null) {
        if (!training.epoch()) {
          return training.outcome(TrainOutcome.Ended.STOPPED);
        }
        if (file != null) {
          training.checkpoint().write(file);
        }
        listener.onEpoch(training.last());
      }
      return training.outcome(training.ended());
    }
  }
}
