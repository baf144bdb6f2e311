package io.anchorage.learn.weight.picture;

import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.net.ConvStages;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.weight.NetworkRefusal;
import io.anchorage.learn.weight.WeightModel;
import io.anchorage.learn.weight.WeightModelConfig;
import java.util.List;
import java.util.Optional;

/**
 * Learnt probes in a grid: every network is evaluated at side x side points, which start as an even
 * grid and move as they learn, and a small convolutional network sees the values as an image. Like
 * {@code probes} it only asks a network for its values, so it is invariant to all symmetries and
 * belongs to the league of function access; unlike them it knows which points are neighbours.
 *
 * @param side points along an axis
 * @param channels of the stages; each has two 3 x 3 convolutions and halves the grid
 * @param dropout of the last features, in [0, 1)
 */
public record ProbeGridConfig(int side, List<Integer> channels, double dropout)
    implements WeightModelConfig {
  /** The name in configs and files. */
  public static final String KIND = "probe-grid";

  public ProbeGridConfig {
    channels = List.copyOf(channels);
    WeightModelConfig.check(side >= 2, "side must be at least 2", side);
    ConvStages.check(side, channels);
    Dropout.check(dropout);
  }

  /** 20 x 20 points, three stages. */
  public static ProbeGridConfig defaults() {
    return new ProbeGridConfig(20, List.of(32, 64, 128), 0.2);
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
    return NetworkRefusal.unlessImage(views);
  }

  @Override
  public WeightModel build(ModelParameters plan, ViewShape views, int classes) {
    return new ProbeGrid(this, plan, views.network().orElseThrow(), classes);
  }
}
