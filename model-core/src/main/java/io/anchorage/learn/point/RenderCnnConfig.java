package io.anchorage.learn.point;

import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.net.ConvStages;
import io.anchorage.learn.net.ModelParameters;
import java.util.List;

/**
 * A small convolutional network on a canvas, for clouds that hold a rendered image with one point
 * per pixel. The upper bound for classifiers of fields, since it sees exactly what the field shows.
 * Points with latents can be placed on it as well; points in the same pixel are averaged, pixels
 * without points are 0.
 *
 * @param side of the canvas in pixels; images of other sizes are rescaled to it
 * @param channels of the stages; each has two 3 x 3 convolutions and halves the canvas
 */
public record RenderCnnConfig(int side, List<Integer> channels) implements CloudModelConfig {
  /** The name in configs and files. */
  public static final String KIND = "render-cnn";

  public RenderCnnConfig {
    channels = List.copyOf(channels);
    ConvStages.check(side, channels);
  }

  public static RenderCnnConfig defaults() {
    return new RenderCnnConfig(28, List.of(32, 64));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public CloudModel build(ModelParameters plan, ViewShape views, int classes) {
    return new RenderCnn(this, plan, views.dim(), classes);
  }
}
