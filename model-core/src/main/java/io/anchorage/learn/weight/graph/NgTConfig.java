package io.anchorage.learn.weight.graph;

import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.weight.NetworkRefusal;
import io.anchorage.learn.weight.WeightModel;
import io.anchorage.learn.weight.WeightModelConfig;
import java.util.Optional;

/**
 * NG-T (M. Kofinas et al., 2024): a relational transformer on the graph of a network, in which all
 * pairs of nodes have an edge that learns, too. Invariant to the order of hidden units. 376 586
 * parameters for 2-32-32-1 and ten classes, with 64 probes 393 866: those of the published
 * equations and sizes.
 *
 * <p>Its memory grows with the square of the number of units, and in training with the number of
 * networks in a batch, too.
 *
 * @param width channels of nodes
 * @param edgeWidth channels of edges
 * @param attentionWidth channels of queries, keys and values, of all heads together
 * @param heads divide attentionWidth
 * @param layers of attention
 * @param frequencies of the Fourier features of a weight or bias
 * @param spread standard deviation of the frequencies
 * @param probes learnt points at which the network is evaluated, so that nodes know what their
 *     units compute there; 0 for none
 * @param dropout after attention and MLPs, of nodes and edges, in [0, 1)
 */
public record NgTConfig(
    int width,
    int edgeWidth,
    int attentionWidth,
    int heads,
    int layers,
    int frequencies,
    double spread,
    int probes,
    double dropout)
    implements WeightModelConfig {
  /** The name in configs and files. */
  public static final String KIND = "ng-t";

  public NgTConfig {
    WeightModelConfig.check(width >= 1, "width must be at least 1", width);
    WeightModelConfig.check(edgeWidth >= 1, "edgeWidth must be at least 1", edgeWidth);
    WeightModelConfig.check(
        attentionWidth >= 1, "attentionWidth must be at least 1", attentionWidth);
    WeightModelConfig.check(
        heads >= 1 && attentionWidth % heads == 0,
        "heads must divide attentionWidth " + attentionWidth,
        heads);
    WeightModelConfig.check(layers >= 1, "layers must be at least 1", layers);
    WeightModelConfig.check(frequencies >= 1, "frequencies must be at least 1", frequencies);
    WeightModelConfig.check(
        spread > 0 && Double.isFinite(spread), "spread must be positive", spread);
    WeightModelConfig.check(probes >= 0, "probes must be at least 0", probes);
    Dropout.check(dropout);
  }

  /** As published, without probes. */
  public static NgTConfig defaults() {
    return new NgTConfig(64, 32, 128, 8, 4, 128, 1, 0, 0.2);
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
    return new NgT(this, plan, views.network().orElseThrow(), classes);
  }
}
