package io.anchorage.learn.train;

import io.anchorage.UserException;
import io.anchorage.learn.net.Tensors;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Trains a classifier of fields. What comes out depends on the config, the samples and the
 * machine's arithmetic, not on interruptions: a training that goes on from a checkpoint ends as one
 * that was never stopped.
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
   *     the loss leaves the finite numbers
   */
  public TrainOutcome train(SampleSource source) {
    return run(source, null);
  }

  /**
   * Trains, with a checkpoint after each epoch, and goes on from the one that is there.
   *
   * @param checkpoint a file
   * @throws UserException as {@link #train(SampleSource)}; and if the checkpoint is damaged, or of
   *     another config or dataset
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
