package io.anchorage.kernel.cuda;

import io.anchorage.kernel.Activation;
import io.anchorage.kernel.Finer;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Sine;
import java.util.Map;

/**
 * An activation in CUDA C++: one file that both ways of fitting an MLP include as activation.cuh.
 *
 * @param file of the resources
 * @param constants that it needs
 */
public record CudaActivation(String file, Map<String, Integer> constants) {
  /** The numbers that {@code gain[]} of the kernels holds. */
  private static final int MOST_LAYERS = 16;

  /** The closed list. */
  public static CudaActivation of(Activation activation) {
    if (activation instanceof Sine) {
      return new CudaActivation("sine.cuh", Map.of());
    } else if (activation instanceof Finer finer) {
      return new CudaActivation("finer.cuh", Map.of("DETACHED", finer.detached() ? 1 : 0));
    }
    throw new AssertionError(activation);
  }

  /** The kernel with this activation in. */
  public KernelSource in(KernelSource kernel) {
    return kernel.with("activation.cuh", file, constants);
  }

  /** The array {@code gain[16]} of the kernels. */
  public static float[] gains(MlpShape shape) {
    float[] gains = new float[MOST_LAYERS];
    for (int layer = 0; layer < shape.depth(); layer++) {
      gains[layer] = shape.gain(layer);
    }
    return gains;
  }
}
