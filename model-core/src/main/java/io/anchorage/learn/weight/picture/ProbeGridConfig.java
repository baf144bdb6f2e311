package io.anchorage.learn.weight.picture;

import io.anchorage.cloud.ViewShape;
import io.anchorage.config.AddedLater;
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
 * @param side points along an axis; that of the images that were fitted, since between their pixels
 *     a short fit may show anything
 * @param channels of the stages; each has two 3 x 3 convolutions and halves the grid
 * @param dropout of the last features, in [0, 1)
 * @param mirror probability that a training pass mirrors an image, left to right, in [0, 1]
 * @param shift largest move of an image along an axis in a training pass, in its pixels
 */
public record ProbeGridConfig(
    int side,
    List<Integer> channels,
    double dropout,
    @AddedLater double mirror,
    @AddedLater int shift)
    implements WeightModelConfig {
  /** The name in configs and files. */
  public static final String KIND = "probe-grid";

  public ProbeGridConfig {
    channels = List.copyOf(channels);
    WeightModelConfig.check(side >= 2, "side must be at least 2", side);
    ConvStages.check(side, channels);
    Dropout.check(dropout);
    PictureChanges.check(mirror, shift, side);
  }

  PictureChanges changes() {
    return new PictureChanges(mirror, shift);
  }

  /** 28 x 28 points, three stages. */
  public static ProbeGridConfig defaults() {
    return new ProbeGridConfig(28, List.of(32, 64, 128), 0.2, 0, 0);
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
