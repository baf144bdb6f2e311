package io.anchorage.learn.weight.jls;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.Pass;

/**
 * Random Fourier features of a number: {@code [sin 2 pi f s, cos 2 pi f s]}, f ~ N(0, spread^2).
 */
final class ScalarFourier {
  /** The frequencies belong to the model, not to the run. */
  private static final long SEED = 2026;

  private final float[] angular;

  ScalarFourier(int frequencies, double spread) {
    this.angular = new float[frequencies];
    new Init.Normal((float) spread).fill(angular, new Philox(SEED));
    for (int i = 0; i < frequencies; i++) {
      angular[i] *= (float) (2 * Math.PI);
    }
  }

  /** Length of the features of a number. */
  int channels() {
    return 2 * angular.length;
  }

  /**
   * The features of each number.
   *
   * @param x [...]
   * @return [..., channels]
   */
  NDArray of(Pass pass, NDArray x) {
    int last = x.getShape().dimension();
    NDArray angles = x.expandDims(last).mul(pass.floats(angular, angular.length));
    return NDArrays.concat(new NDList(angles.sin(), angles.cos()), last);
  }
}
