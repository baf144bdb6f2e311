package io.anchorage.learn.weight;

import io.anchorage.cloud.Compat;
import io.anchorage.learn.net.ModelConfig;
import io.anchorage.learn.weight.graph.NgGnnConfig;
import io.anchorage.learn.weight.graph.NgTConfig;
import java.util.List;

/** Small neural graphs, with and without probes. */
public final class NeuralGraphs {
  private NeuralGraphs() {}

  public static List<ModelConfig> small() {
    return List.of(
        new NgGnnConfig(5, 3, 4, 1, 0, 0.2, Compat.NONE),
        new NgGnnConfig(5, 2, 4, 1, 3, 0.2, Compat.NONE),
        new NgGnnConfig(5, 3, 4, 1, 0, 0.2, Compat.PUBLISHED),
        new NgTConfig(6, 5, 8, 2, 3, 4, 1, 0, 0.2),
        new NgTConfig(6, 5, 8, 4, 2, 4, 1, 3, 0.2));
  }
}
