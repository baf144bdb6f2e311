package io.anchorage.kernel.cuda;

import io.anchorage.kernel.Activation;
import io.anchorage.kernel.Finer;
import io.anchorage.kernel.Gauss;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Relu;
import io.anchorage.kernel.Sine;
import io.anchorage.kernel.Tanh;
import java.util.Map;

/**
 * An activation in CUDA C++: a single file that the kernels of both MLP programs include as
 * activation.cuh.
 *
 * @param file among the resources
 * @param constants that the file needs
 */
public record CudaActivation(String file, Map<String, Integer> constants) {
  /** The length of {@code gain[]} in the kernels. */
  private static final int MOST_LAYERS = 16;

  /** The CUDA form of each activation of the closed list. */
  public static CudaActivation of(Activation activation) {
    if (activation instanceof Sine) {
      return new CudaActivation("sine.cuh", Map.of());
    } else if (activation instanceof Finer finer) {
      return new CudaActivation("finer.cuh", Map.of("DETACHED", finer.detached() ? 1 : 0));
    } else if (activation instanceof Relu) {
      return new CudaActivation("relu.cuh", Map.of());
    } else if (activation instanceof Tanh) {
      return new CudaActivation("tanh.cuh", Map.of());
    } else if (activation instanceof Gauss) {
      return new CudaActivation("gauss.cuh", Map.of());
    }
    throw new AssertionError(activation);
  }

  /** The kernel with this activation included. */
  public KernelSource in(KernelSource kernel) {
    return kernel.with("activation.cuh", file, constants);
  }

  /** The kernels' array {@code gain[16]}. */
  public static float[] gains(MlpShape shape) {
    float[] gains = new float[MOST_LAYERS];
    for (int layer = 0; layer < shape.depth(); layer++) {
      gains[layer] = shape.gain(layer);
    }
    return gains;
  }
}
