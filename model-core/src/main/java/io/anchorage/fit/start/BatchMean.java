package io.anchorage.fit.start;

import java.util.Arrays;
import java.util.List;

/**
 * The mean of a batch of gradients of which none may stick out: one whose norm is above {@value
 * #MOST} times the batch's median is scaled down to that, and one that is not finite counts as
 * zero. Gradients through several steps are now and then a thousand times as long as others.
 */
final class BatchMean {
  private static final double MOST = 1.5;

  private BatchMean() {}

  /**
   * Adds the gradients in their order.
   *
   * @param gradients of equal length, at least one
   * @param out receives the mean
   * @param from where the mean begins there
   */
  static void of(List<float[]> gradients, float[] out, int from) {
    double[] norms = gradients.stream().mapToDouble(BatchMean::norm).toArray();
    double[] finite = Arrays.stream(norms).filter(Double::isFinite).sorted().toArray();
    double most = finite.length == 0 ? 0 : MOST * finite[finite.length / 2];
    int length = gradients.get(0).length;
    double[] sum = new double[length];
    for (int g = 0; g < norms.length; g++) {
      if (Double.isFinite(norms[g])) {
        double share = norms[g] > most ? most / norms[g] : 1;
        float[] gradient = gradients.get(g);
        for (int i = 0; i < length; i++) {
          sum[i] += share * gradient[i];
        }
      }
    }
    for (int i = 0; i < length; i++) {
      out[from + i] = (float) (sum[i] / norms.length);
    }
  }

  private static double norm(float[] gradient) {
    double square = 0;
    for (float g : gradient) {
      square += (double) g * g;
    }
    return Math.sqrt(square);
  }
}
