package io.anchorage.learn.weight.graph;

import io.anchorage.cloud.Compat;
import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.weight.NetworkRefusal;
import io.anchorage.learn.weight.WeightModel;
import io.anchorage.learn.weight.WeightModelConfig;
import java.util.Optional;

/**
 * NG-GNN (M. Kofinas et al., 2024): principal neighbourhood aggregation on the graph of a network,
 * with edges that are followed both ways and learn, too. Invariant to the order of hidden units. 92
 * 010 parameters for 2-32-32-1 and ten classes, with 64 probes 100 714: those of the published
 * equations and sizes.
 *
 * @param width channels of nodes and edges
 * @param layers of aggregation
 * @param frequencies of the Fourier features of a weight or bias
 * @param spread standard deviation of the frequencies
 * @param probes learnt points at which the network is evaluated, so that nodes know what their
 *     units compute there; 0 for none
 * @param dropout of nodes between layers, in [0, 1)
 * @param compat published: training normalises all graphs of a batch together, see {@code
 *     GraphNorm}
 */
public record NgGnnConfig(
    int width,
    int layers,
    int frequencies,
    double spread,
    int probes,
    double dropout,
    Compat compat)
    implements WeightModelConfig {
  /** The name in configs and files. */
  public static final String KIND = "ng-gnn";

  public NgGnnConfig {
    WeightModelConfig.check(width >= 1, "width must be at least 1", width);
    WeightModelConfig.check(layers >= 1, "layers must be at least 1", layers);
    WeightModelConfig.check(frequencies >= 1, "frequencies must be at least 1", frequencies);
    WeightModelConfig.check(
        spread > 0 && Double.isFinite(spread), "spread must be positive", spread);
    WeightModelConfig.check(probes >= 0, "probes must be at least 0", probes);
    Dropout.check(dropout);
  }

  /** As published, without probes. */
  public static NgGnnConfig defaults() {
    return new NgGnnConfig(32, 4, 128, 3, 0, 0.2, Compat.NONE);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Optional<String> refusal(ViewShape views) {
    return NetworkRefusal.unlessNetwork(views);
  }

  @Override
  public WeightModel build(ModelParameters plan, ViewShape views, int classes) {
    return new NgGnn(this, plan, views.network().orElseThrow(), classes);
  }
}
