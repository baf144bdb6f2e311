package io.anchorage.learn.train;

import io.anchorage.UserException;
import io.anchorage.cloud.ViewShape;
import io.anchorage.format.Tensor;
import io.anchorage.learn.Augmentations;
import io.anchorage.learn.net.Tensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;

/**
 * Trains a classifier of fields. The result depends on the config, the samples and the machine's
 * arithmetic, not on interruptions: a training resumed from a checkpoint ends exactly like one that
 * never stopped.
 */
public final class Trainer {
  private final Tensors torch;
  private final TrainConfig config;
  private final TrainListener listener;
  private final SortedMap<String, Tensor> start;

  public Trainer(Tensors torch, TrainConfig config, TrainListener listener) {
    this(torch, config, listener, null);
  }

  private Trainer(
      Tensors torch, TrainConfig config, TrainListener listener, SortedMap<String, Tensor> start) {
    this.torch = torch;
    this.config = config;
    this.listener = listener;
    this.start = start;
  }

  /**
   * A trainer that begins with these weights instead of random ones; the optimiser and its schedule
   * begin anew.
   *
   * @param weights of a model of the same config and shape
   */
  public Trainer from(SortedMap<String, Tensor> weights) {
    return new Trainer(torch, config, listener, weights);
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

  private void checkShape(ViewShape shape) {
    if (config.normalisation().needsNetwork() && shape.network().isEmpty()) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "Normalisation per-layer is for the weights of networks alone; take per-dim, whole or"
              + " none");
    }
    Augmentations.require(config.augmentations(), shape);
    String refusal = config.model().refusal(shape).orElse(null);
    if (refusal != null) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "Model %s cannot learn from %s %s; take another model or another table"
              .formatted(config.model().kind(), config.model().takes().many(), refusal));
    }
  }

  private TrainOutcome run(SampleSource source, Path file) {
    Survey survey = Survey.of(source, config.split());
    checkShape(survey.shape());
    try (Training training = new Training(torch, config, listener, source, survey)) {
      if (file != null && Files.exists(file)) {
        Checkpoint checkpoint = Checkpoint.read(file);
        checkpoint.checkBelongsTo(training.configJson(), survey.splitDigest(), file);
        training.restore(checkpoint, file);
        listener.onResume(checkpoint.history());
      } else {
        training.begin(start);
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
