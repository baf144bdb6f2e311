package io.anchorage.learn.cnn;

import io.anchorage.format.Tensor;
import io.anchorage.learn.cnn.AllCnnConfig.NormAxes;
import java.util.SortedMap;

/** One layer of a fixed network, on maps stored channels last. */
final class FrozenLayer {
  private final ConvLayer shape;
  private final NormAxes axes;
  private final float[] weights;
  private final float[] bias;
  private final float[] gamma;
  private final float[] beta;

  FrozenLayer(ConvLayer shape, NormAxes axes, SortedMap<String, Tensor> network) {
    String name = "layer" + shape.number();
    this.shape = shape;
    this.axes = axes;
    this.weights = outputsLast(shape, network.get(name + ".conv.weight").data());
    this.bias = network.get(name + ".conv.bias").data();
    this.gamma = network.get(name + ".norm.weight").data();
    this.beta = network.get(name + ".norm.bias").data();
  }

  /** From [out][in][taps] to [taps][in][out]. */
  private static float[] outputsLast(ConvLayer shape, float[] weights) {
    int taps = shape.field().taps();
    int inputs = shape.inputs();
    int outputs = shape.outputs();
    float[] turned = new float[weights.length];
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inputs; i++) {
        for (int t = 0; t < taps; t++) {
          turned[(t * inputs + i) * outputs + o] = weights[(o * inputs + i) * taps + t];
        }
      }
    }
    return turned;
  }

  ConvLayer shape() {
    return shape;
  }

  /** From [positions][inputs] to [positions][outputs], after the ReLU. */
  float[] run(float[] before) {
    int outputs = shape.outputs();
    float[] map = new float[shape.size()];
    float[] sums = new float[outputs];
    for (int p = 0; p < shape.side() * shape.side(); p++) {
      System.arraycopy(bias, 0, sums, 0, outputs);
      convolve(before, shape.field().positions(p), sums);
      System.arraycopy(sums, 0, map, p * outputs, outputs);
    }
    int normed = axes == NormAxes.CHANNELS ? outputs : map.length;
    for (int from = 0; from < map.length; from += normed) {
      normalise(map, from, from + normed);
    }
    return map;
  }

  /** Skips zeros, of which a ReLU leaves many: they add nothing. */
  private void convolve(float[] before, int[] seen, float[] sums) {
    int inputs = shape.inputs();
    for (int t = 0; t < seen.length; t++) {
      if (seen[t] != ReceptiveField.PADDING) {
        for (int i = 0; i < inputs; i++) {
          float x = before[seen[t] * inputs + i];
          if (x != 0) {
            addScaled(sums, x, weights, (t * inputs + i) * sums.length);
          }
        }
      }
    }
  }

  /** {@code sums[o] += x row[o]}: the same operations at any vector width. */
  private static void addScaled(float[] sums, float x, float[] rows, int from) {
    for (int o = 0; o < sums.length; o++) {
      sums[o] += x * rows[from + o];
    }
  }

  private void normalise(float[] map, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += map[k];
    }
    double mean = sum / (to - from);
    double squares = 0;
    for (int k = from; k < to; k++) {
      squares += (map[k] - mean) * (map[k] - mean);
    }
    double scale = 1 / Math.sqrt(squares / (to - from) + MapNorm.EPSILON);
    for (int k = from; k < to; k++) {
      int o = k % bias.length;
      double y = (map[k] - mean) * scale * gamma[o] + beta[o];
      map[k] = Math.max(0f, (float) y);
    }
  }
}
