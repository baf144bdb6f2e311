package io.anchorage.jobs.allcnn.moving;

import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.allcnn.moving.MovingConfig.Target;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.train.LabelledImage;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;

/**
 * Follows the maps of some images through all epochs, one group of images after another.
 *
 * @param epochs of the network's training
 * @param recipe of each SIREN
 */
record MovingTask(
    Checkpoints checkpoints,
    AllCnnConfig network,
    MovingConfig moving,
    FitRecipe recipe,
    int epochs,
    String engine)
    implements TaskFunction<List<LabelledImage>, List<FollowedMap>> {
  private static final long serialVersionUID = 1;

  @Override
  public List<FollowedMap> call(List<LabelledImage> images, TaskContext context)
      throws BadSignalException {
    List<FollowedMap> followed = new ArrayList<>();
    try (Engine opened = Engines.open(engine)) {
      for (int from = 0; from < images.size(); from += moving.group()) {
        List<LabelledImage> group =
            images.subList(from, Math.min(images.size(), from + moving.group()));
        for (Target target : moving.targets()) {
          try (MapFollower follower = new MapFollower(this, opened, target, group)) {
            followed.addAll(follower.follow(context::isInterrupted));
          }
        }
      }
    }
    return followed;
  }
}
