package io.anchorage.learn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.anchorage.UserException;
import io.anchorage.cloud.Sample;
import io.anchorage.cloud.Standardisation;
import io.anchorage.config.ConfigDump;
import io.anchorage.format.Tensor;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.learn.net.Model;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import io.anchorage.learn.optim.TrainingStep;
import io.anchorage.learn.optim.TrainingStep.Loss;
import io.anchorage.learn.optim.TrainingStep.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;

/** A training in progress: weights, optimiser, history. */
final class Training implements AutoCloseable {
  private final TrainConfig config;
  private final TrainListener listener;
  private final SampleSource source;
  private final Survey survey;
  private final NDManager manager;
  private final Model<?> model;
  private final Weights weights;
  private final TrainingStep descent;
  private final Classifier classifier;
  private final boolean whole;
  private final long batches;
  private final List<EpochMetrics> history = new ArrayList<>();
  private SortedMap<String, Tensor> best;
  private int bestEpoch;

  Training(
      Tensors torch,
      TrainConfig config,
      TrainListener listener,
      SampleSource source,
      Survey survey) {
    this.config = config;
    this.listener = listener;
    this.source = source;
    this.survey = survey;
    this.manager = torch.newManager();
    int classes = source.classes().size();
    ModelParameters plan = new ModelParameters();
    this.model = config.model().build(plan, survey.shape(), classes);
    this.weights = Weights.initial(plan, manager, torch, config.seed());
    this.best = weights.tensors();
    this.descent = new TrainingStep(torch, manager, weights, config.optimiser(), config.clipNorm());
    this.classifier = new Classifier(torch, manager, model, weights, standardisation(), classes);
    this.whole = model.joinsBatch() || !plan.buffers().isEmpty();
    this.batches = (survey.training() + config.batch() - 1) / config.batch();
  }

  private Standardisation standardisation() {
    return config.normalisation().by(survey.statistics(), survey.shape());
  }

  String configJson() {
    return new ConfigDump(ModelFiles.kinds()).json(config);
  }

  EpochMetrics last() {
    return history.get(history.size() - 1);
  }

  /**
   * Begins with the given weights; without any, lets the model take the start of its parameters
   * from the training samples, if it does so.
   *
   * @param start null for the model's own start
   */
  void begin(SortedMap<String, Tensor> start) {
    if (start != null) {
      load(start);
      return;
    }
    new FirstPass(source, config.split(), standardisation(), manager)
        .start(model)
        .ifPresent(
            own -> {
              SortedMap<String, Tensor> all = weights.tensors();
              all.putAll(own);
              weights.load(all);
              best = all;
            });
  }

  private void load(SortedMap<String, Tensor> start) {
    try {
      weights.load(start);
      best = weights.tensors();
    } catch (IllegalArgumentException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          "The weights to begin with are of another model: %s; begin anew"
              .formatted(e.getMessage()),
          e);
    }
  }

  void restore(Checkpoint checkpoint, Path file) {
    try {
      weights.load(checkpoint.weights());
      descent.optimiser().restore(checkpoint.optimiser());
    } catch (IllegalArgumentException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          "Checkpoint %s cannot be used: %s; delete it to start over"
              .formatted(file, e.getMessage()),
          e);
    }
    best = checkpoint.best();
    bestEpoch = checkpoint.bestEpoch();
    history.addAll(checkpoint.history());
  }

  Checkpoint checkpoint() {
    return new Checkpoint(
        configJson(),
        survey.splitDigest(),
        List.copyOf(history),
        bestEpoch,
        weights.tensors(),
        best,
        descent.optimiser().state());
  }

  TrainOutcome outcome(TrainOutcome.Ended ended) {
    TrainedModel trained =
        new TrainedModel(
            config, survey.shape(), source.classes(), survey.statistics(), List.of(), best);
    return new TrainOutcome(trained, history, bestEpoch, ended);
  }

  /** Why training is over, or null if it is not. */
  TrainOutcome.Ended ended() {
    if (history.size() >= config.epochs()) {
      return TrainOutcome.Ended.EPOCHS;
    }
    boolean patient =
        config.patience() == 0
            || survey.validation() == 0
            || history.size() - bestEpoch < config.patience();
    return patient ? null : TrainOutcome.Ended.PATIENCE;
  }

  /**
   * Trains for one epoch and validates.
   *
   * @return whether the epoch was completed; false if the listener asked to stop
   */
  boolean epoch() {
    int epoch = history.size() + 1;
    EpochSums sums = new EpochSums();
    Seeds order = new Seeds(config.seed(), "epoch", epoch);
    try (SampleSource.Stream samples = source.shuffled(order.stream("order"));
        Prefetch<List<LabelledBatch>> ahead =
            new Prefetch<>(
                new TrainingBatches(config, model, standardisation(), samples, epoch, whole))) {
      while (ahead.hasNext()) {
        step(ahead.next(), sums, epoch);
        listener.onBatch(progress(sums, epoch));
        if (listener.stops()) {
          return false;
        }
      }
    }
    record(sums, epoch);
    return true;
  }

  private void step(List<LabelledBatch> batch, EpochSums sums, int epoch) {
    long step = descent.optimiser().steps();
    long steps = batches * config.epochs();
    int samples = batch.stream().mapToInt(part -> part.samples().size()).sum();
    sums.learningRate =
        config.schedule().learningRate(config.optimiser().learningRate(), step, steps);
    double loss =
        descent.take(
            sums.learningRate,
            config.schedule().beta1(config.optimiser().beta1(), step, steps),
            batch.stream().map(part -> part(part, samples, sums)).toList());
    if (!Double.isFinite(loss)) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "The loss is %s in epoch %d, batch %d; lower optimiser.learning-rate (%s) or set clip-norm"
              .formatted(loss, epoch, sums.batches + 1, config.optimiser().learningRate()));
    }
    sums.batches++;
    sums.samples += samples;
    sums.loss += loss * samples;
  }

  private static Part<NDArray> part(LabelledBatch part, int samples, EpochSums sums) {
    return new Part<>(
        (double) part.samples().size() / samples,
        pass -> {
          Model.Objective objective = part.views().objective(pass, part.truth());
          return new Loss<>(objective.loss(), objective.logits());
        },
        logits -> sums.right += part.right(logits.toType(DataType.FLOAT32, true).toFloatArray()));
  }

  private TrainProgress progress(EpochSums sums, int epoch) {
    double speed = sums.samples / sums.seconds();
    double samplesLeft = (double) survey.training() * (config.epochs() - epoch + 1) - sums.samples;
    return new TrainProgress(
        epoch,
        config.epochs(),
        sums.batches,
        batches,
        sums.loss / sums.samples,
        (double) sums.right / sums.samples,
        speed,
        samplesLeft / speed);
  }

  private void record(EpochSums sums, int epoch) {
    Evaluation validation = validate();
    double accuracy = validation.confusion().accuracy();
    boolean better =
        survey.validation() == 0
            || bestEpoch == 0
            || accuracy > history.get(bestEpoch - 1).validationAccuracy();
    if (better) {
      bestEpoch = epoch;
      best = weights.tensors();
    }
    history.add(
        new EpochMetrics(
            epoch,
            descent.optimiser().steps(),
            sums.loss / sums.samples,
            (double) sums.right / sums.samples,
            validation.loss(),
            accuracy,
            sums.learningRate,
            sums.seconds()));
  }

  private Evaluation validate() {
    if (survey.validation() == 0) {
      return classifier.evaluate(List.<Sample>of().iterator());
    }
    Split split = config.split();
    try (SampleSource.Stream samples = source.inOrder()) {
      return classifier.evaluate(validating(samples, split));
    }
  }

  private static Iterator<Sample> validating(Iterator<Sample> samples, Split split) {
    return new Iterator<>() {
      private Sample ahead;

      @Override
      public boolean hasNext() {
        while (ahead == null && samples.hasNext()) {
          Sample sample = samples.next();
          ahead = split.validates(sample) ? sample : null;
        }
        return ahead != null;
      }

      @Override
      public Sample next() {
        if (!hasNext()) {
          throw new NoSuchElementException("no more samples");
        }
        Sample sample = ahead;
        ahead = null;
        return sample;
      }
    };
  }

  @Override
  public void close() {
    manager.close();
  }
}
