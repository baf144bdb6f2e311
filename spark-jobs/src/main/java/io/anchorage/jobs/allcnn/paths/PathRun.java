package io.anchorage.jobs.allcnn.paths;

import io.anchorage.jobs.allcnn.NetworkImages;
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

/** One training on an executor, judged every few epochs. */
final class PathRun {
  private final PathTask task;
  private final NetworkImages images;
  private final Tensors torch;
  private final Consumer<PathProgress> progress;
  private final BooleanSupplier cancelled;
  private final long start = System.nanoTime();
  private final List<EpochScores> history = new ArrayList<>();

  /**
   * @param progress told after each batch
   * @param cancelled asked after each batch
   */
  PathRun(
      PathTask task, Tensors torch, Consumer<PathProgress> progress, BooleanSupplier cancelled) {
    this.task = task;
    this.images = task.images().value();
    this.torch = torch;
    this.progress = progress;
    this.cancelled = cancelled;
  }

  /**
   * Trains by the ordinary forward pass.
   *
   * @throws CancellationException if it was cancelled
   */
  TrainedNetwork ordinary() {
    long perEpoch = (long) images.sample().size() * task.network().side() * task.network().side();
    CnnListener listener =
        new CnnListener() {
          @Override
          public void onBatch(CnnProgress at) {
            tell(at.epoch());
          }

          @Override
          public void onEpoch(CnnEpoch epoch, Supplier<CnnCheckpoint> network) {
            if (epoch.epoch() > 0 && isJudged(epoch.epoch())) {
              judge(
                  epoch.epoch(),
                  epoch.epoch() * perEpoch,
                  epoch.loss(),
                  epoch.accuracy(),
                  List.of(),
                  network.get());
            }
          }

          @Override
          public boolean stops() {
            return cancelled.getAsBoolean();
          }
        };
    try (CnnTrainer trainer =
        new CnnTrainer(torch, task.network(), task.training(), images.sample())) {
      trainer.train(listener);
      return new TrainedNetwork(history, trainer.checkpoint().encode(), 0, 0);
    }
  }

  /**
   * Trains along random paths.
   *
   * @throws CancellationException if it was cancelled
   */
  TrainedNetwork alongPaths() {
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
          }

          @Override
          public boolean stops() {
            return cancelled.getAsBoolean();
          }
        };
    try (PathTrainer trainer =
        new PathTrainer(torch, task.network(), task.training(), task.paths(), images.sample())) {
      trainer.train(listener);
      return new TrainedNetwork(
          history,
          trainer.checkpoint().encode(),
          trainer.predictor().parameters(),
          trainer.predictor().moments());
    }
  }

  private boolean isJudged(int epoch) {
    return epoch % task.judgeEvery() == 0 || epoch == task.training().epochs();
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
    progress.accept(new PathProgress(epoch, task.training().epochs(), seconds, history));
  }
}
