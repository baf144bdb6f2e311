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
 * A linear map from a network's parameters to its image, and a small convolutional network behind
 * it. Fits that begin at one start and stay near it are nearly linear in the pixels, and so are the
 * pixels in their parameters. The map starts as the ridge regression of the rendered training
 * fields on their parameters,
 *
 * <pre>
 * M = (X^T X + lambda tr(X^T X) / d I)^-1 X^T Y
 * </pre>
 *
 * with X and Y centred; it learns on together with the convolutions, or stays as it is. Scoring
 * reads parameters alone and evaluates no network. For league B; from random starts there is no
 * such map.
 *
 * @param side of the image in pixels; that of the images that were fitted, since between their
 *     pixels a short fit may show anything
 * @param channels of the stages; each has two 3 x 3 convolutions and halves the image
 * @param ridge lambda, in (0, 1000]
 * @param dropout of the last features, in [0, 1)
 * @param map whether the map learns on
 * @param mirror probability that a training pass mirrors an image, left to right, in [0, 1]
 * @param shift largest move of an image along an axis in a training pass, in its pixels
 */
public record RidgeCnnConfig(
    int side,
    List<Integer> channels,
    double ridge,
    double dropout,
    @AddedLater MapUse map,
    @AddedLater double mirror,
    @AddedLater int shift)
    implements WeightModelConfig {
  /** The name in configs and files. */
  public static final String KIND = "ridge-cnn";

  /** The ridge takes a matrix of this many squared numbers. */
  private static final int MOST_PARAMETERS = 8192;

  public RidgeCnnConfig {
    channels = List.copyOf(channels);
    WeightModelConfig.check(side >= 2, "side must be at least 2", side);
    ConvStages.check(side, channels);
    WeightModelConfig.check(ridge > 0 && ridge <= 1000, "ridge must be in (0, 1000]", ridge);
    Dropout.check(dropout);
    PictureChanges.check(mirror, shift, side);
  }

  PictureChanges changes() {
    return new PictureChanges(mirror, shift);
  }

  /** 28 x 28, three stages. */
  public static RidgeCnnConfig defaults() {
    return new RidgeCnnConfig(28, List.of(32, 64, 128), 1e-3, 0.2, MapUse.LEARNT, 0, 0);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean ignoresUnitOrder() {
    return false;
  }

  @Override
  public Optional<String> refusal(ViewShape views) {
    Optional<String> none = NetworkRefusal.unlessImage(views);
    if (none.isPresent() || views.dim() <= MOST_PARAMETERS) {
      return none;
    }
    return Optional.of(
        "of networks with %d parameters, its regression takes at most %d"
            .formatted(views.dim(), MOST_PARAMETERS));
  }

  @Override
  public WeightModel build(ModelParameters plan, ViewShape views, int classes) {
    return new RidgeCnn(this, plan, views.network().orElseThrow(), classes);
  }
}
