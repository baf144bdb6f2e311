package io.anchorage.learn.cnn;

import ai.djl.ndarray.NDManager;
import io.anchorage.format.Tensor;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.cnn.AllCnnConfig.NormAxes;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Small networks for tests. */
public final class Networks {
  private Networks() {}

  public static AllCnnConfig small(NormAxes axes) {
    return new AllCnnConfig(12, 14, 2, 3, 3, 5, 4, axes);
  }

  /** A network with biases and norms that are not at their start. */
  public static CnnCheckpoint disturbed(AllCnnConfig config, long seed) {
    SortedMap<String, Tensor> weights = new TreeMap<>();
    CnnCheckpoint.initial(config, seed)
        .weights()
        .forEach(
            (name, tensor) -> {
              float[] data = tensor.data().clone();
              float[] noise = numbers(data.length, seed + name.hashCode(), -0.3f, 0.3f);
              for (int i = 0; i < data.length; i++) {
                data[i] += noise[i];
              }
              weights.put(name, new Tensor(tensor.shape(), data));
            });
    return new CnnCheckpoint(config, weights, new TreeMap<>());
  }

  public static float[] canvas(AllCnnConfig config, long seed) {
    return numbers(config.inputs() * config.side() * config.side(), seed, 0, 1);
  }

  public static float[] numbers(int count, long seed, float low, float high) {
    float[] numbers = new float[count];
    new Philox(seed).fillUniform(numbers, 0, count, low, high);
    return numbers;
  }

  public static Weights weights(
      ModelParameters plan, NDManager manager, Tensors torch, CnnCheckpoint network) {
    Weights weights = Weights.initial(plan, manager, torch, 0);
    weights.load(network.weights());
    return weights;
  }

  static List<String> names(ModelParameters plan) {
    return plan.parameters().stream().map(Parameter::name).toList();
  }
}
