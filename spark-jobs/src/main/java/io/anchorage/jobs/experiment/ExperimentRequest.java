package io.anchorage.jobs.experiment;

import java.nio.file.Path;
import java.util.List;

/**
 * What one {@code experiment} is asked to do.
 *
 * @param plan what there is to do
 * @param output folder of all that comes of it: any Hadoop path
 */
public record ExperimentRequest(ExperimentPlan plan, String output) {
  /**
   * Reads and checks an experiment file, its recipe and its training.
   *
   * @param settings overrides of the experiment file, each {@code a.b=c}
   * @throws io.anchorage.UserException in one line for what the user can put right
   */
  public static ExperimentRequest of(
      Path file, List<String> settings, Scale scale, Inputs inputs, String output) {
    return new ExperimentRequest(
        ExperimentPlan.of(Experiment.load(file, settings), scale, inputs), output);
  }
}
