package io.anchorage.jobs.allcnn.paths;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.allcnn.NetworkImages;
import io.anchorage.jobs.allcnn.maps.LearntTable;
import io.anchorage.jobs.cluster.ExecutorTorch;
import io.anchorage.jobs.cluster.LatestProgress;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.paths.PredictorConfig;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Some trainings as a Spark task, one after the other.
 *
 * @param output of the job; trainings have their folders below it
 * @param judgeEvery epochs between two judgements
 * @param checkpointSeconds between two checkpoints, at least
 * @param images of the trainings
 * @param origin of the tables of SIRENs
 * @param latest takes the trainings' progress, by their numbers
 */
record PathTask(
    StorageFolder output,
    int judgeEvery,
    int checkpointSeconds,
    Map<PathTrial.ImagesKey, Broadcast<NetworkImages>> images,
    LearntTable origin,
    LatestProgress<PathProgress> latest)
    implements TaskFunction<Iterator<PathTrial>, List<PathTask.Done>> {
  private static final long serialVersionUID = 1;

  /** Weights, and Adam's two moments of each. */
  private static final long NUMBERS_A_WEIGHT = 3;

  /**
   * A training that is over.
   *
   * @param trial its number
   */
  record Done(int trial, PathResult result) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  /** Those of the task's trainings that were not cancelled. */
  @Override
  public String words() {
    return "train networks along paths";
  }

  @Override
  public List<Done> call(Iterator<PathTrial> trials, TaskContext context) {
    List<Done> done = new ArrayList<>();
    while (trials.hasNext() && !context.isInterrupted()) {
      PathTrial trial = trials.next();
      PathResult result = ExecutorTorch.withRoom(bytes(trial), () -> train(trial, context));
      if (result != null) {
        done.add(new Done(trial.number(), result));
      }
    }
    return done;
  }

  /** Null if the task is cancelled. */
  private PathResult train(PathTrial trial, TaskContext context) {
    try {
      return new PathRun(
              this,
              trial,
              ExecutorTorch.get(),
              at -> latest.add(new LatestProgress.Word<>(trial.number(), at)),
              context::isInterrupted)
          .run();
    } catch (CancellationException e) {
      return null;
    } catch (UserException e) {
      if (e.kind() != Kind.CONFIG) {
        throw e;
      }
      return PathResult.failed(e.getMessage());
    }
  }

  /** Of the images and SIRENs that a training holds. */
  private long bytes(PathTrial trial) {
    NetworkImages own = images.get(trial.images()).value();
    AllCnnConfig network = trial.network();
    long canvas = (long) network.inputs() * network.side() * network.side();
    long numbers = canvas * (own.sample().size() + own.test().size());
    boolean perImage =
        trial.kind() == Training.PATHS
            && trial.paths().predictor().kind() == PredictorConfig.Kind.PER_IMAGE;
    for (int layer = 1; perImage && layer <= trial.paths().last(); layer++) {
      long siren = trial.paths().predictor().parameters(network.layer(layer).outputs());
      numbers += NUMBERS_A_WEIGHT * siren * own.sample().size();
    }
    return Float.BYTES * numbers;
  }
}
