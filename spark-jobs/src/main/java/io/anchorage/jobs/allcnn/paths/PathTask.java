package io.anchorage.jobs.allcnn.paths;

import io.anchorage.jobs.allcnn.NetworkImages;
import io.anchorage.jobs.cluster.ExecutorTorch;
import io.anchorage.jobs.cluster.LatestProgress;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.paths.PathConfig;
import io.anchorage.learn.cnn.train.CnnTrainConfig;
import java.util.concurrent.CancellationException;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * One training as a Spark task.
 *
 * @param judgeEvery epochs between two judgements
 * @param latest takes the training's progress, by the ordinal of the {@link Training}
 */
record PathTask(
    AllCnnConfig network,
    CnnTrainConfig training,
    PathConfig paths,
    int judgeEvery,
    Broadcast<NetworkImages> images,
    LatestProgress<PathProgress> latest)
    implements TaskFunction<Training, TrainedNetwork> {
  private static final long serialVersionUID = 1;

  @Override
  public TrainedNetwork call(Training kind, TaskContext context) {
    return ExecutorTorch.withRoom(bytes(), () -> train(kind, context));
  }

  /** Null if the task is cancelled. */
  private TrainedNetwork train(Training kind, TaskContext context) {
    PathRun run =
        new PathRun(
            this,
            ExecutorTorch.get(),
            at -> latest.add(new LatestProgress.Word<>(kind.number(), at)),
            context::isInterrupted);
    try {
      return switch (kind) {
        case ORDINARY -> run.ordinary();
        case PATHS -> run.alongPaths();
      };
    } catch (CancellationException e) {
      return null;
    }
  }

  /** Of the images that are held. */
  private long bytes() {
    long canvas = (long) network.inputs() * network.side() * network.side();
    return Float.BYTES * canvas * (images.value().sample().size() + images.value().test().size());
  }
}
