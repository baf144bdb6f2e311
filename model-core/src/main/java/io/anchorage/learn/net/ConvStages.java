package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a small convolutional network. Each stage has two 3 x 3 convolutions, each with a
 * batch norm and ReLU, and ends in a maximum over 2 x 2 squares; after the last one, channels are
 * averaged over what is left of the image.
 */
public final class ConvStages {
  private final List<Convolution> convolutions = new ArrayList<>();
  private final List<BatchNorm> norms = new ArrayList<>();

  /**
   * @param from channels of the images
   * @param channels of the stages
   */
  public ConvStages(ModelParameters plan, int from, List<Integer> channels) {
    int before = from;
    for (int s = 0; s < channels.size(); s++) {
      int to = channels.get(s);
      add(plan, "stage%d.conv0".formatted(s), before, to);
      add(plan, "stage%d.conv1".formatted(s), to, to);
      before = to;
    }
  }

  /**
   * Throws an IllegalArgumentException with a one-line message if stages do not fit images.
   *
   * @param side of the images in pixels, which each stage halves
   */
  public static void check(int side, List<Integer> channels) {
    if (side < 1 || side > 1024) {
      throw new IllegalArgumentException("side must be in 1 .. 1024: " + side);
    }
    if (channels.isEmpty() || channels.stream().anyMatch(c -> c < 1)) {
      throw new IllegalArgumentException(
          "channels must list at least one stage, each at least 1: " + channels);
    }
    if (side >> channels.size() < 1) {
      throw new IllegalArgumentException(
          "side must allow each stage to halve it: " + side + ", " + channels);
    }
  }

  private void add(ModelParameters plan, String name, int from, int to) {
    convolutions.add(Convolution.withoutBias(plan, name, from, to, 3, 1));
    norms.add(BatchNorm.usual(plan, name + ".norm", to));
  }

  /**
   * The features of images.
   *
   * @param images [images, from, side, side]
   * @return [images, channels of the last stage]
   */
  public NDArray apply(Pass pass, NDArray images) {
    NDArray x = images;
    Shape two = new Shape(2, 2);
    for (int i = 0; i < convolutions.size(); i++) {
      NDArray y = convolutions.get(i).apply(pass, x);
      x = norms.get(i).apply(pass, y).getNDArrayInternal().relu();
      if (i % 2 == 1) {
        x = x.getNDArrayInternal().maxPool(two, two, new Shape(0, 0), false);
      }
    }
    return x.mean(new int[] {3}).mean(new int[] {2});
  }
}
