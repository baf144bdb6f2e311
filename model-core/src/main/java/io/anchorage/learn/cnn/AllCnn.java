package io.anchorage.learn.cnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.anchorage.learn.net.Convolve;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;
import java.util.ArrayList;
import java.util.List;

/**
 * The network of {@link AllCnnConfig} on PyTorch. Weights are drawn by K. He et al. (2015): normal
 * with variance {@code 2 / fan-in}; biases start at 0. The output for an image does not depend on
 * the other images of the batch, up to rounding.
 */
public final class AllCnn {
  private final AllCnnConfig config;
  private final List<ConvLayer> layers;
  private final List<Parameter> kernels = new ArrayList<>();
  private final List<Parameter> biases = new ArrayList<>();
  private final List<MapNorm> norms = new ArrayList<>();

  /**
   * Adds the network's parameters to a plan: {@code layer1.conv.weight} [out, in, kernel, kernel],
   * {@code layer1.conv.bias}, {@code layer1.norm.weight}, {@code layer1.norm.bias} [out], and so
   * on.
   */
  public AllCnn(AllCnnConfig config, ModelParameters plan) {
    this.config = config;
    this.layers = config.layers();
    for (ConvLayer layer : layers) {
      String name = "layer" + layer.number();
      int side = layer.field().kernel();
      double fanIn = (double) layer.inputs() * layer.field().taps();
      Init kaiming = new Init.Normal((float) Math.sqrt(2 / fanIn));
      kernels.add(
          plan.parameter(
              name + ".conv.weight", kaiming, layer.outputs(), layer.inputs(), side, side));
      biases.add(plan.parameter(name + ".conv.bias", new Init.Constant(0), layer.outputs()));
      norms.add(new MapNorm(config.layerNorm(), plan, name + ".norm", layer.outputs()));
    }
  }

  public AllCnnConfig config() {
    return config;
  }

  /**
   * One layer on whole maps.
   *
   * @param number of the layer, from 1
   * @param before the preceding map, [batch, channels, height, width]
   * @return its map, after the ReLU
   */
  public NDArray layer(Pass pass, int number, NDArray before) {
    ReceptiveField field = config.layer(number).field();
    Shape pad = new Shape(field.pad(), field.pad());
    Shape stride = new Shape(field.stride(), field.stride());
    NDArray sums =
        Convolve.images(
            pass,
            before,
            pass.of(kernels.get(number - 1)),
            pass.of(biases.get(number - 1)),
            stride,
            pad);
    return relu(norms.get(number - 1).maps(pass, sums));
  }

  /**
   * One layer at single positions, from their receptive fields.
   *
   * @param number of the layer, from 1
   * @param fields values of the preceding map under the kernel: [rows, taps, channels], taps in the
   *     order of {@link ReceptiveField#positions}, zeros for the padding
   * @return the activations, after the ReLU, [rows, channels]
   * @throws IllegalStateException if the norm needs whole maps
   */
  public NDArray activations(Pass pass, int number, NDArray fields) {
    ConvLayer layer = config.layer(number);
    long inputs = (long) layer.inputs() * layer.field().taps();
    NDArray sums =
        fields
            .getNDArrayInternal()
            .linear(
                fields.reshape(-1, inputs),
                tapsFirst(layer, pass.of(kernels.get(number - 1))),
                pass.of(biases.get(number - 1)))
            .head();
    return relu(norms.get(number - 1).rows(pass, sums));
  }

  /** From [out, in, side, side] to [out, taps in]. */
  private static NDArray tapsFirst(ConvLayer layer, NDArray kernel) {
    return kernel
        .reshape(layer.outputs(), layer.inputs(), layer.field().taps())
        .transpose(0, 2, 1)
        .reshape(layer.outputs(), -1);
  }

  /**
   * The maps of layers 1 to {@code last}.
   *
   * @param images [batch, channels, side, side], see {@link Canvas}
   * @param last a layer's number
   */
  public List<NDArray> maps(Pass pass, NDArray images, int last) {
    config.layer(last);
    List<NDArray> maps = new ArrayList<>();
    NDArray map = images;
    for (int number = 1; number <= last; number++) {
      map = layer(pass, number, map);
      maps.add(map);
    }
    return maps;
  }

  /**
   * Class scores of images.
   *
   * @param images [batch, channels, side, side], see {@link Canvas}
   * @return [batch, classes], before the softmax; never negative, because the last layer has a ReLU
   */
  public NDArray logits(Pass pass, NDArray images) {
    return logitsFrom(pass, 0, images);
  }

  /**
   * Class scores, starting from a map.
   *
   * @param number the layer that the map comes from; 0 for the images
   * @param map [batch, channels, height, width]
   * @return [batch, classes]
   */
  public NDArray logitsFrom(Pass pass, int number, NDArray map) {
    NDArray last = map;
    for (int next = number + 1; next <= layers.size(); next++) {
      last = layer(pass, next, last);
    }
    return last.mean(new int[] {3}).mean(new int[] {2});
  }

  private static NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }
}
