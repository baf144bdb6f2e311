package io.anchorage.jobs.allcnn.paths;

import io.anchorage.jobs.allcnn.NetworkImages;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.cnn.CnnCheckpoint;
import io.anchorage.learn.cnn.paths.PathEpoch;
import io.anchorage.learn.cnn.paths.PathListener;
import io.anchorage.learn.cnn.paths.PathTrainer;
import io.anchorage.learn.cnn.train.CnnClassifier;
import io.anchorage.learn.cnn.train.CnnEpoch;
import io.anchorage.learn.cnn.train.CnnListener;
import io.anchorage.learn.cnn.train.CnnProgress;
import io.anchorage.learn.cnn.train.CnnTrainer;
import io.anchorage.learn.cnn.train.LabelledImage;
import io.anchorage.learn.net.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One training on an executor, judged every few epochs. It goes on from the checkpoint in its
 * folder, if there is one.
 */
final class PathRun {
  private static final String NETWORK = "network.safetensors";

  private final PathTask task;
  private final PathTrial trial;
  private final NetworkImages images;
  private final StorageFolder folder;
  private final Tensors torch;
  private final Consumer<PathProgress> progress;
  private final BooleanSupplier cancelled;
  private final long start = System.nanoTime();
  private final List<EpochScores> history = new ArrayList<>();
  private long checkpointed = start;
  private int before;

  /**
   * @param progress told after each batch
   * @param cancelled asked after each batch
   */
  PathRun(
      PathTask task,
      PathTrial trial,
      Tensors torch,
      Consumer<PathProgress> progress,
      BooleanSupplier cancelled) {
    this.task = task;
    this.trial = trial;
    this.images = task.images().get(trial.images()).value();
    this.folder = task.output().below(trial.folder());
    this.torch = torch;
    this.progress = progress;
    this.cancelled = cancelled;
  }

  /**
   * Trains the network and writes it, its SIRENs and last the result.
   *
   * @throws CancellationException if it was cancelled
   * @throws io.anchorage.UserException of kind CONFIG in one line, if the loss is no longer finite
   */
  PathResult run() {
    PathResult result =
        switch (trial.kind()) {
          case ORDINARY -> ordinary();
          case PATHS -> alongPaths();
        };
    result.write(folder);
    tell(trial.training().epochs() + 1);
    return result;
  }

  private PathResult ordinary() {
    long perEpoch = (long) images.sample().size() * trial.network().side() * trial.network().side();
    PathCheckpoint checkpoint = new PathCheckpoint(folder, 1);
    try (CnnTrainer trainer =
        new CnnTrainer(torch, trial.network(), trial.training(), images.sample())) {
      CnnListener listener =
          new CnnListener() {
            @Override
            public void onBatch(CnnProgress at) {
              tell(at.epoch());
            }

            @Override
            public void onEpoch(CnnEpoch epoch, Supplier<CnnCheckpoint> network) {
              if (epoch.epoch() == 0) {
                return;
              }
              if (isJudged(epoch.epoch())) {
                judge(
                    epoch.epoch(),
                    epoch.epoch() * perEpoch,
                    epoch.loss(),
                    epoch.accuracy(),
                    List.of(),
                    network.get());
              }
              if (isDue(epoch.epoch())) {
                checkpoint.write(part -> trainer.state(), history);
              }
            }

            @Override
            public boolean stops() {
              return cancelled.getAsBoolean();
            }
          };
      checkpoint.restore((state, part) -> trainer.restore(state)).ifPresent(history::addAll);
      before = trainer.epochs();
      trainer.train(listener);
      folder.put(NETWORK, trainer.checkpoint().encode());
      checkpoint.remove();
      return new PathResult(history, 0, 0, 0, "");
    }
  }

  private PathResult alongPaths() {
    PathCheckpoint checkpoint = new PathCheckpoint(folder, 1 + trial.paths().last());
    try (PathTrainer trainer =
        new PathTrainer(torch, trial.network(), trial.training(), trial.paths(), images.sample())) {
      PathListener listener =
          new PathListener() {
            @Override
            public void onBatch(int epoch, int count) {
              tell(epoch);
            }

            @Override
            public void onEpoch(PathEpoch epoch, Supplier<CnnCheckpoint> network) {
              if (isJudged(epoch.epoch())) {
                judge(
                    epoch.epoch(),
                    epoch.pixels(),
                    epoch.loss(),
                    epoch.accuracy(),
                    epoch.psnr(),
                    network.get());
              }
              if (isDue(epoch.epoch())) {
                checkpoint.write(trainer::state, history);
              }
            }

            @Override
            public boolean stops() {
              return cancelled.getAsBoolean();
            }
          };
      checkpoint.restore((state, part) -> trainer.restore(part, state)).ifPresent(history::addAll);
      before = trainer.epochs();
      trainer.train(listener);
      folder.put(NETWORK, trainer.checkpoint().encode());
      long fields = new PathMaps(folder, trial, images, task.origin()).write(trainer);
      checkpoint.remove();
      return new PathResult(
          history, trainer.predictor().parameters(), trainer.predictor().moments(), fields, "");
    }
  }

  private boolean isJudged(int epoch) {
    return epoch % task.judgeEvery() == 0 || epoch == trial.training().epochs();
  }

  /** Whether a checkpoint should be written: enough time has passed and the training goes on. */
  private boolean isDue(int epoch) {
    long now = System.nanoTime();
    if (now - checkpointed < task.checkpointSeconds() * 1_000_000_000L
        || epoch == trial.training().epochs()) {
      return false;
    }
    checkpointed = now;
    return true;
  }

  private void judge(
      int epoch,
      long pixels,
      double loss,
      double accuracy,
      List<Double> psnr,
      CnnCheckpoint network) {
    history.add(
        new EpochScores(
            epoch,
            pixels,
            loss,
            accuracy,
            score(network, images.sample()),
            score(network, images.test()),
            psnr));
  }

  private EpochScores.Score score(CnnCheckpoint network, List<LabelledImage> of) {
    return EpochScores.Score.of(CnnClassifier.judge(torch, network, of));
  }

  private void tell(int epoch) {
    double seconds = (System.nanoTime() - start) / 1e9;
    progress.accept(new PathProgress(epoch, trial.training().epochs(), before, seconds, history));
  }
}
