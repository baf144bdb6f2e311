package io.anchorage.jobs.allcnn.paths;

import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.paths.PathConfig;
import io.anchorage.learn.cnn.train.CnnTrainConfig;
import java.io.Serializable;

/**
 * One training of a job.
 *
 * @param number in the job, from 0
 * @param group those that differ in their seed alone, by name
 * @param name in tables and lines of progress
 * @param folder relative to the job's; empty for the job's own
 */
record PathTrial(
    int number,
    Training kind,
    String group,
    String name,
    String folder,
    AllCnnConfig network,
    CnnTrainConfig training,
    PathConfig paths)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Which images it learns from: trainings with equal keys share them. */
  ImagesKey images() {
    return new ImagesKey(
        network.image(),
        network.side(),
        network.inputs(),
        network.classes(),
        training.perClass(),
        training.seed());
  }

  /**
   * What determines the images of a training.
   *
   * @param seed of the class-balanced sample
   */
  record ImagesKey(int image, int side, int inputs, int classes, int perClass, long seed)
      implements Serializable {
    private static final long serialVersionUID = 1;
  }
}
