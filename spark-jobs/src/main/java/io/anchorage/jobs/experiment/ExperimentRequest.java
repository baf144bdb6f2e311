package io.anchorage.jobs.experiment;

import java.nio.file.Path;
import java.util.List;

/**
 * A request to run one experiment.
 *
 * @param plan the work to do
 * @param output folder for all results: any Hadoop path
 */
public record ExperimentRequest(ExperimentPlan plan, String output) {
  /**
   * Reads and checks an experiment file, its recipe and its training config.
   *
   * @param settings overrides of the experiment file, each {@code a.b=c}
   * @throws io.anchorage.UserException in one line, for every problem that the user can fix
   */
  public static ExperimentRequest of(
      Path file, List<String> settings, Scale scale, Inputs inputs, String output) {
    return new ExperimentRequest(
        ExperimentPlan.of(Experiment.load(file, settings), scale, inputs), output);
  }
}
