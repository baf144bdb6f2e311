package io.anchorage.learn.weight;

import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.net.ModelParameters;
import java.util.Optional;

/**
 * Learnt probes (J. Kahana et al.: Deep linear probe generators for weight space learning, 2025):
 * every network is evaluated at the same learnt points, and an MLP classifies the outputs. The
 * points come from codes through linear layers without an activation between them. It reads a
 * network only by asking it, so that it is invariant to all symmetries, and belongs to the league
 * of function access, not to that of weights.
 *
 * @param probes number of points
 * @param code length of a point's code
 * @param width of the classifier's hidden layers
 * @param depth linear layers of the classifier, at least 1
 */
public record ProbesConfig(int probes, int code, int width, int depth)
    implements WeightModelConfig {
  /** The name in configs and files. */
  public static final String KIND = "probes";

  public ProbesConfig {
    WeightModelConfig.check(probes >= 1, "probes must be at least 1", probes);
    WeightModelConfig.check(code >= 1, "code must be at least 1", code);
    WeightModelConfig.check(width >= 1, "width must be at least 1", width);
    WeightModelConfig.check(depth >= 1, "depth must be at least 1", depth);
  }

  /** As published: 128 probes, codes of 32, six layers of 256. */
  public static ProbesConfig defaults() {
    return new ProbesConfig(128, 32, 256, 6);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean readsRawFeatures() {
    return true;
  }

  @Override
  public Optional<String> refusal(ViewShape views) {
    return NetworkRefusal.unlessNetwork(views);
  }

  @Override
  public WeightModel build(ModelParameters plan, ViewShape views, int classes) {
    return new Probes(this, plan, views.network().orElseThrow(), classes);
  }
}
