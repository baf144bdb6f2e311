package io.anchorage.learn.point;

import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.net.ModelParameters;
import java.util.List;

/**
 * A set of points without attention (after M. Zaheer et al.: Deep Sets, 2017): the same layers
 * applied to each point's features and position relative to the cloud's centre, then mean and
 * maximum over the points, then a classifier. Shows what attention adds. With a context, the layers
 * also see the point's nearest neighbours, as the decoder of an ARC does.
 *
 * @param widths of the layers applied to each point
 * @param hidden width of the classifier's hidden layer
 * @param context points that the layers see: the point itself and its nearest, 1 to 64
 * @param pixels the unit of length for positions, in pixels, positive
 */
public record SetMlpConfig(List<Integer> widths, int hidden, int context, double pixels)
    implements CloudModelConfig {
  /** The name in configs and files. */
  public static final String KIND = "set-mlp";

  public SetMlpConfig {
    widths = List.copyOf(widths);
    if (widths.isEmpty() || widths.stream().anyMatch(w -> w < 1)) {
      throw new IllegalArgumentException(
          "widths must list at least one layer, each at least 1: " + widths);
    }
    if (hidden < 1) {
      throw new IllegalArgumentException("hidden must be at least 1: " + hidden);
    }
    if (context < 1 || context > 64) {
      throw new IllegalArgumentException("context must be in 1 .. 64: " + context);
    }
    if (!(pixels > 0) || Double.isInfinite(pixels)) {
      throw new IllegalArgumentException("pixels must be positive: " + pixels);
    }
  }

  public static SetMlpConfig defaults() {
    return new SetMlpConfig(List.of(128, 256), 128, 1, 10);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public CloudModel build(ModelParameters plan, ViewShape views, int classes) {
    return new SetMlp(this, plan, views.dim(), classes);
  }
}
