package io.anchorage.learn.weight;

import ai.djl.ndarray.NDArray;
import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.Pass;
import java.util.List;

/**
 * Random Fourier features of single numbers (M. Tancik et al.: Fourier features let networks learn
 * high frequency functions in low dimensional domains, 2020): {@code [sin(2 pi f_k x), cos(2 pi f_k
 * x)]} with frequencies f_k from N(0, spread^2). They are the same in all trainings: not learnt,
 * and drawn from a seed of their own.
 */
public final class FourierFeatures {
  private final float[] angular;
  private final float[] phases;

  /**
   * @param frequencies at least 1
   * @param spread standard deviation of the frequencies
   */
  public FourierFeatures(int frequencies, double spread) {
    this(drawn(frequencies, spread, "frequencies"));
  }

  private FourierFeatures(float[] drawn) {
    int frequencies = drawn.length;
    this.angular = new float[2 * frequencies];
    this.phases = new float[2 * frequencies];
    for (int k = 0; k < frequencies; k++) {
      angular[k] = (float) (2 * Math.PI * drawn[k]);
      angular[frequencies + k] = angular[k];
      // cos(x) = sin(x + pi / 2)
      phases[frequencies + k] = (float) (Math.PI / 2);
    }
  }

  /**
   * Features of the edges of a graph whose edges are followed both ways (M. Kofinas et al.: Graph
   * neural networks for learning equivariant representations of neural networks, 2024): those of
   * {@code (w, 0, w)} for an edge of weight w and of {@code (0, w, w)} for the reversed one, where
   * the three numbers are the edge's weight, that of the opposite edge, and their sum. Features of
   * three numbers have frequencies for each, so that these are features of w with sums of two.
   *
   * @return those of edges, and those of reversed edges
   */
  public static List<FourierFeatures> bothWays(int frequencies, double spread) {
    float[] forward = drawn(frequencies, spread, "frequencies");
    float[] backward = drawn(frequencies, spread, "frequencies of opposite edges");
    float[] sum = drawn(frequencies, spread, "frequencies of sums");
    for (int k = 0; k < frequencies; k++) {
      forward[k] += sum[k];
      backward[k] += sum[k];
    }
    return List.of(new FourierFeatures(forward), new FourierFeatures(backward));
  }

  private static float[] drawn(int frequencies, double spread, String purpose) {
    float[] drawn = new float[frequencies];
    Philox draws = new Seeds(0, "fourier features", 0).stream(purpose);
    new Init.Normal((float) spread).fill(drawn, draws);
    return drawn;
  }

  /** Features of one number. */
  public int width() {
    return angular.length;
  }

  /**
   * The features of each number.
   *
   * @param x any shape
   * @return [shape of x, width]
   */
  public NDArray of(Pass pass, NDArray x) {
    NDArray angles = x.expandDims(-1).mul(pass.floats(angular, angular.length));
    return angles.addi(pass.floats(phases, phases.length)).sin();
  }
}
