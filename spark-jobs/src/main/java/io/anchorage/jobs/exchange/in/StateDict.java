package io.anchorage.jobs.exchange.in;

import io.anchorage.format.torch.TorchFile;
import io.anchorage.format.torch.TorchTensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The layers of a network in a file of PyTorch: pairs of a weight matrix and a bias vector in their
 * order.
 *
 * @param layers from the input to the output
 * @param label the class that is beside them; -1 if there is none
 */
record StateDict(List<Layer> layers, int label) {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  /** A layer; weights are [out, in], as PyTorch has them. */
  record Layer(String name, TorchTensor weights, TorchTensor biases) {
    int in() {
      return Math.toIntExact(weights.shape().get(1));
    }

    int out() {
      return Math.toIntExact(weights.shape().get(0));
    }
  }

  StateDict {
    layers = List.copyOf(layers);
  }

  /**
   * Reads a file.
   *
   * @param inside the key of the state dictionary; empty if it is the file's top
   */
  static StateDict read(byte[] bytes, String name, String inside) throws IOException {
    Map<String, Object> top = TorchFile.read(bytes, name);
    Map<?, ?> dictionary = top;
    if (!inside.isEmpty()) {
      if (!(top.get(inside) instanceof Map<?, ?> found)) {
        throw new IOException("%s has no dictionary %s".formatted(name, inside));
      }
      dictionary = found;
    }
    List<Layer> layers = new ArrayList<>();
    for (Map.Entry<?, ?> entry : dictionary.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (!key.endsWith(WEIGHT)) {
        continue;
      }
      String layer = key.substring(0, key.length() - WEIGHT.length());
      if (!(entry.getValue() instanceof TorchTensor weights)
          || !(dictionary.get(layer + BIAS) instanceof TorchTensor biases)
          || weights.shape().size() != 2
          || !biases.shape().equals(List.of(weights.shape().get(0)))) {
        throw new IOException(
            "%s has no matrix %s with a vector %s".formatted(name, key, layer + BIAS));
      }
      layers.add(new Layer(layer, weights, biases));
    }
    for (int l = 1; l < layers.size(); l++) {
      if (layers.get(l).in() != layers.get(l - 1).out()) {
        throw new IOException(
            "%s has layers that do not follow each other: %s gives %d values and %s takes %d"
                .formatted(
                    name,
                    layers.get(l - 1).name(),
                    layers.get(l - 1).out(),
                    layers.get(l).name(),
                    layers.get(l).in()));
      }
    }
    if (layers.size() < 2) {
      throw new IOException(name + " holds no network of two layers or more");
    }
    return new StateDict(layers, label(top.get("label"), name));
  }

  private static int label(Object value, String name) throws IOException {
    if (value == null) {
      return -1;
    }
    long label = -1;
    if (value instanceof Long number) {
      label = number;
    } else if (value instanceof TorchTensor tensor && tensor.elements() == 1) {
      label = tensor.longs("label of " + name)[0];
    } else if (value instanceof String text && text.matches("[0-9]{1,6}")) {
      label = Long.parseLong(text);
    }
    if (label < 0 || label > 1_000_000) {
      throw new IOException(name + " has a label that is no class number");
    }
    return (int) label;
  }

  int outputs() {
    return layers.get(layers.size() - 1).out();
  }

  /** Sizes of all layers, as in 2-32-32-1. */
  String sizes() {
    StringBuilder words = new StringBuilder().append(layers.get(0).in());
    layers.forEach(layer -> words.append('-').append(layer.out()));
    return words.toString();
  }

  /** Weights and biases in a table's order: W0, b0, W1, b1, ..., with W [in, out]. */
  float[] parameters(String name) throws IOException {
    long count = 0;
    for (Layer layer : layers) {
      count += (long) (layer.in() + 1) * layer.out();
    }
    float[] all = new float[Math.toIntExact(count)];
    int at = 0;
    for (Layer layer : layers) {
      float[] weights = layer.weights().floats(layer.name() + WEIGHT + " of " + name);
      int in = layer.in();
      int out = layer.out();
      for (int i = 0; i < in; i++) {
        for (int o = 0; o < out; o++) {
          all[at + i * out + o] = weights[o * in + i];
        }
      }
      at += in * out;
      System.arraycopy(layer.biases().floats(layer.name() + BIAS + " of " + name), 0, all, at, out);
      at += out;
    }
    for (float value : all) {
      if (!Float.isFinite(value)) {
        throw new IOException(name + " has weights that are not finite");
      }
    }
    return all;
  }
}
