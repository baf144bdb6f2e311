package io.anchorage.family.functa;

import java.util.ArrayList;
import java.util.List;

/**
 * The network from a field's vector to its modulations: {@code h = relu(h M + c)}, the last layer
 * linear. One float at a time, so its bits are the same with all kernels.
 *
 * <p>Parameters are one array: M_0, c_0, M_1, ...; M is [in, out], row-major.
 */
final class LatentMap {
  private final List<Integer> sizes;

  /**
   * A map.
   *
   * @param sizes of the input, of each hidden layer and of the output
   */
  LatentMap(List<Integer> sizes) {
    this.sizes = List.copyOf(sizes);
  }

  int layers() {
    return sizes.size() - 1;
  }

  int in(int layer) {
    return sizes.get(layer);
  }

  int out(int layer) {
    return sizes.get(layer + 1);
  }

  /** Where M_layer begins. */
  int weights(int layer) {
    int at = 0;
    for (int l = 0; l < layer; l++) {
      at = Math.addExact(at, Math.multiplyExact(in(l) + 1, out(l)));
    }
    return at;
  }

  /** Where c_layer begins. */
  int biases(int layer) {
    return weights(layer) + in(layer) * out(layer);
  }

  int parameters() {
    return weights(layers());
  }

  /** The values before and after each layer: the input first, the outputs last. */
  List<float[]> forward(float[] parameters, float[] input) {
    List<float[]> values = new ArrayList<>();
    values.add(input);
    for (int l = 0; l < layers(); l++) {
      float[] before = values.get(l);
      float[] after = new float[out(l)];
      System.arraycopy(parameters, biases(l), after, 0, after.length);
      for (int i = 0; i < before.length; i++) {
        int row = weights(l) + i * after.length;
        for (int o = 0; o < after.length; o++) {
          after[o] += before[i] * parameters[row + o];
        }
      }
      for (int o = 0; o < after.length && l < layers() - 1; o++) {
        after[o] = Math.max(0f, after[o]);
      }
      values.add(after);
    }
    return values;
  }

  /**
   * Takes a gradient back.
   *
   * @param values as {@link #forward} gives them
   * @param outputs gradient by the outputs
   * @return gradient by the input
   */
  float[] backward(float[] parameters, List<float[]> values, float[] outputs) {
    float[] after = outputs;
    for (int l = layers() - 1; l >= 0; l--) {
      float[] before = values.get(l);
      float[] back = new float[before.length];
      for (int i = 0; i < before.length; i++) {
        int row = weights(l) + i * after.length;
        float sum = 0;
        for (int o = 0; o < after.length; o++) {
          sum += parameters[row + o] * after[o];
        }
        // The derivative of relu: 0 where its value is 0.
        back[i] = l > 0 && before[i] == 0f ? 0f : sum;
      }
      after = back;
    }
    return after;
  }
}
