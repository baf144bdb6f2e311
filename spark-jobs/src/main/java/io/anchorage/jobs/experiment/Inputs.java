package io.anchorage.jobs.experiment;

import java.util.Map;

/**
 * The datasets that the user gives.
 *
 * @param paths path by the dataset's name in the experiment
 * @param partial whether to skip what needs a dataset that is not given; at small scale it is
 *     always skipped
 */
public record Inputs(Map<String, String> paths, boolean partial) {
  public Inputs {
    paths = Map.copyOf(paths);
  }
}
