package io.anchorage.learn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.anchorage.UserException;
import io.anchorage.cloud.LabelledCloud;
import io.anchorage.config.ConfigDump;
import io.anchorage.format.Tensor;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import io.anchorage.learn.optim.AdamW;
import io.anchorage.learn.optim.GradientClip;
import io.anchorage.learn.point.CloudModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;

/** A training under way: weights, optimiser, history. */
final class Training implements AutoCloseable {
  private final Tensors torch;
  private final TrainConfig config;
  private final TrainListener listener;
  private final CloudSource source;
  private final Survey survey;
  private final NDManager manager;
  private final CloudModel model;
  private final Weights weights;
  private final AdamW optimiser;
  private final CloudClassifier classifier;
  private final long batches;
  private final List<EpochMetrics> history = new ArrayList<>();
  private SortedMap<String, Tensor> best;
  private int bestEpoch;

  Training(
      Tensors torch,
      TrainConfig config,
      TrainListener listener,
      CloudSource source,
      Survey survey) {
    this.torch = torch;
    this.config = config;
    this.listener = listener;
    this.source = source;
    this.survey = survey;
    this.manager = torch.newManager();
    int classes = source.classes().size();
    ModelParameters plan = new ModelParameters();
    this.model = config.model().build(plan, survey.dim(), classes);
    this.weights = Weights.initial(plan, manager, torch, config.seed());
    this.best = weights.tensors();
    this.optimiser = new AdamW(config.optimiser(), manager, weights.values());
    this.classifier =
        new CloudClassifier(
            torch, manager, model, weights, config.normalisation(), survey.statistics(), classes);
    this.batches = (survey.training() + config.batch() - 1) / config.batch();
  }

  String configJson() {
    return new ConfigDump(ModelFiles.kinds()).json(config);
  }

  EpochMetrics last() {
    return history.get(history.size() - 1);
  }

  void restore(Checkpoint checkpoint, Path file) {
    try {
      weights.load(checkpoint.weights());
      optimiser.restore(checkpoint.optimiser());
    } catch (IllegalArgumentException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          "Checkpoint %s cannot be used: %s; delete it to begin again"
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
        optimiser.state());
  }

  TrainOutcome outcome(TrainOutcome.Ended ended) {
    TrainedModel trained =
        new TrainedModel(
            config, survey.dim(), source.classes(), survey.statistics(), List.of(), best);
    return new TrainOutcome(trained, history, bestEpoch, ended);
  }

  /** Why no epoch follows, or null if one does. */
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

  /** Sums over the batches of an epoch. */
  private static final class Sums {
    private final long start = System.nanoTime();
    private long batches;
    private long clouds;
    private long right;
    private double loss;
    private double learningRate;

    double seconds() {
      return (System.nanoTime() - start) / 1e9;
    }
  }

  /**
   * Takes one epoch and validates.
   *
   * @return whether it came to its end; not so if the listener wanted to stop
   */
  boolean epoch() {
    int epoch = history.size() + 1;
    Sums sums = new Sums();
    Seeds order = new Seeds(config.seed(), "epoch", epoch);
    try (CloudSource.Stream clouds = source.shuffled(order.stream("order"));
        Prefetch<LabelledBatch> ahead =
            new Prefetch<>(
                new TrainingBatches(config, model, survey.statistics(), clouds, epoch))) {
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

  private void step(LabelledBatch batch, Sums sums, int epoch) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Pass[] pass = new Pass[1];
      NDArray[] logits = new NDArray[1];
      NDArray[] loss = new NDArray[1];
      Tensors.differentiate(
          () -> {
            pass[0] = Pass.training(torch, manager, weights);
            logits[0] = batch.clouds().logits(pass[0]);
            loss[0] = crossEntropy(pass[0], logits[0], batch);
            return loss[0];
          });
      double seen = loss[0].toType(DataType.FLOAT64, true).getDouble();
      if (!Double.isFinite(seen)) {
        throw new UserException(
            UserException.Kind.CONFIG,
            "Loss is %s in epoch %d, batch %d; lower optimiser.learning-rate (%s) or set clip-norm"
                .formatted(seen, epoch, sums.batches + 1, config.optimiser().learningRate()));
      }
      descend(pass[0].gradient(), sums);
      sums.batches++;
      sums.clouds += batch.labels().size();
      sums.loss += seen * batch.labels().size();
      sums.right += batch.right(logits[0].toType(DataType.FLOAT32, true).toFloatArray());
    }
  }

  /** {@code -mean_b sum_c y_bc log softmax(x_b)_c}. */
  private static NDArray crossEntropy(Pass pass, NDArray logits, LabelledBatch batch) {
    NDArray truth = pass.floats(batch.weights(), batch.labels().size(), logits.size(1));
    return pass.scaled(logits.logSoftmax(1).mul(truth).sum(), -1.0 / batch.labels().size());
  }

  private void descend(NDArray gradient, Sums sums) {
    if (config.clipNorm() > 0) {
      GradientClip.toNorm(gradient, config.clipNorm());
    }
    long step = optimiser.steps();
    long steps = batches * config.epochs();
    double rate = config.optimiser().learningRate();
    sums.learningRate = config.schedule().learningRate(rate, step, steps);
    double beta1 = config.schedule().beta1(config.optimiser().beta1(), step, steps);
    optimiser.step(weights.values(), gradient, sums.learningRate, beta1);
  }

  private TrainProgress progress(Sums sums, int epoch) {
    double speed = sums.clouds / sums.seconds();
    double cloudsLeft = (double) survey.training() * (config.epochs() - epoch + 1) - sums.clouds;
    return new TrainProgress(
        epoch,
        config.epochs(),
        sums.batches,
        batches,
        sums.loss / sums.clouds,
        (double) sums.right / sums.clouds,
        speed,
        cloudsLeft / speed);
  }

  private void record(Sums sums, int epoch) {
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
            optimiser.steps(),
            sums.loss / sums.clouds,
            (double) sums.right / sums.clouds,
            validation.loss(),
            accuracy,
            sums.learningRate,
            sums.seconds()));
  }

  private Evaluation validate() {
    if (survey.validation() == 0) {
      return classifier.evaluate(List.<LabelledCloud>of().iterator());
    }
    Split split = config.split();
    try (CloudSource.Stream clouds = source.inOrder()) {
      return classifier.evaluate(validating(clouds, split));
    }
  }

  private static Iterator<LabelledCloud> validating(Iterator<LabelledCloud> clouds, Split split) {
    return new Iterator<>() {
      private LabelledCloud ahead;

      @Override
      public boolean hasNext() {
        while (ahead == null && clouds.hasNext()) {
          LabelledCloud cloud = clouds.next();
          ahead = split.validates(cloud) ? cloud : null;
        }
        return ahead != null;
      }

      @Override
      public LabelledCloud next() {
        if (!hasNext()) {
          throw new NoSuchElementException("no cloud is left");
        }
        LabelledCloud cloud = ahead;
        ahead = null;
        return cloud;
      }
    };
  }

  @Override
  public void close() {
    manager.close();
  }
}
