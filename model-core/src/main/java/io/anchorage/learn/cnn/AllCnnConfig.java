package io.anchorage.learn.cnn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The modified All-CNN (He 2025, table 1): nine convolutions, each followed by a layer norm and a
 * ReLU, then the mean over the last map. No dropout.
 *
 * <p>Where the thesis is silent or contradicts itself, the choice is a component of the record, and
 * {@link #defaults()} gives the reason.
 *
 * @param image side of the images in pixels; they are centred on the canvas
 * @param side of the canvas in pixels, filled with zeros around the image; at least 12
 * @param inputs channels of the images, 1 to 4
 * @param classes at least 3: the last layer's norm leaves two scores without a gradient
 * @param narrow channels of maps 1 and 2
 * @param thirdLayer channels of map 3
 * @param wide channels of maps 4 to 8
 * @param layerNorm the axes over which norms take mean and variance
 */
public record AllCnnConfig(
    int image,
    int side,
    int inputs,
    int classes,
    int narrow,
    int thirdLayer,
    int wide,
    NormAxes layerNorm)
    implements Serializable {
  /** Layers with parameters, and so feature maps. */
  public static final int LAYERS = 9;

  private static final int SMALLEST_SIDE = 12;
  private static final int MOST_CHANNELS = 4096;

  /** The axes of a norm's mean and variance; gamma and beta are per channel either way. */
  public enum NormAxes {
    /** Over the channels of each position: an activation follows from its receptive field. */
    CHANNELS,
    /** Over the whole map, as {@code torch.nn.GroupNorm(1, channels)}. */
    CHANNELS_HEIGHT_WIDTH
  }

  public AllCnnConfig {
    check(side >= SMALLEST_SIDE && side <= 1024, "side must be in 12 .. 1024", side);
    check(image >= 1 && image <= side, "image must be in 1 .. side (" + side + ")", image);
    check(inputs >= 1 && inputs <= 4, "inputs must be in 1 .. 4", inputs);
    check(classes <= 100_000, "classes must be in 3 .. 100000", classes);
    check(
        classes > 2, "classes must be at least 3: the norm of two scores has no gradient", classes);
    checkChannels("narrow", narrow);
    checkChannels("thirdLayer", thirdLayer);
    checkChannels("wide", wide);
  }

  /**
   * As in the thesis's table 1, on 28x28 grey images of ten classes.
   *
   * <ul>
   *   <li>{@code thirdLayer} is 192, as in table 1 and in All-CNN; tables 2 to 4 print 96.
   *   <li>{@code layerNorm} is over channels: the thesis does not say, but its random paths compute
   *       an activation from its receptive field alone, which rules out a norm over positions.
   *   <li>Images are padded with zeros: the thesis's input is 32x32, its images are 28x28.
   * </ul>
   */
  public static AllCnnConfig defaults() {
    return new AllCnnConfig(28, 32, 1, 10, 96, 192, 192, NormAxes.CHANNELS);
  }

  /** This config with a different number of classes. */
  public AllCnnConfig withClasses(int value) {
    return new AllCnnConfig(image, side, inputs, value, narrow, thirdLayer, wide, layerNorm);
  }

  /** The nine layers, first to last. */
  public List<ConvLayer> layers() {
    List<ConvLayer> layers = new ArrayList<>();
    add(layers, 3, narrow, 1, 1);
    add(layers, 3, narrow, 1, 1);
    add(layers, 3, thirdLayer, 1, 2);
    add(layers, 3, wide, 1, 1);
    add(layers, 3, wide, 1, 1);
    add(layers, 3, wide, 1, 2);
    add(layers, 3, wide, 0, 1);
    add(layers, 1, wide, 0, 1);
    add(layers, 1, classes, 0, 1);
    return List.copyOf(layers);
  }

  private void add(List<ConvLayer> layers, int kernel, int outputs, int pad, int stride) {
    ConvLayer before = layers.isEmpty() ? null : layers.get(layers.size() - 1);
    layers.add(
        new ConvLayer(
            layers.size() + 1,
            before == null ? inputs : before.outputs(),
            outputs,
            new ReceptiveField(kernel, pad, stride, before == null ? side : before.side())));
  }

  /**
   * One layer.
   *
   * @param number 1 to 9
   * @throws IllegalArgumentException in one line, if there is no such layer
   */
  public ConvLayer layer(int number) {
    if (number < 1 || number > LAYERS) {
      throw new IllegalArgumentException(
          "Layer must be in 1 .. %d, the network's convolutions: %d".formatted(LAYERS, number));
    }
    return layers().get(number - 1);
  }

  private static void checkChannels(String name, int channels) {
    check(channels >= 1 && channels <= MOST_CHANNELS, name + " must be in 1 .. 4096", channels);
  }

  private static void check(boolean holds, String message, int value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
