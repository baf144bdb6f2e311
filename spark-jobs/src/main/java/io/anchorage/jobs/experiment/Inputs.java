package io.anchorage.jobs.experiment;

import java.util.Map;

/**
 * The datasets that the user has.
 *
 * @param paths by the names of the experiment
 * @param partial whether what needs another dataset is left out; at small scale it always is
 */
public record Inputs(Map<String, String> paths, boolean partial) {
  public Inputs {
    paths = Map.copyOf(paths);
  }
}
