package io.anchorage.fit.start;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a start p_0 follows what a few steps p_0, p_1, ..., p_T of a fit make of it on one image,
 * whose loss is L. The mean over a batch of images is the gradient of an outer Adam.
 */
public enum StartMethod {
  /**
   * Towards where the fit ends: {@code p_0 - p_T} (A. Nichol, J. Achiam, J. Schulman: On
   * First-Order Meta-Learning Algorithms, 2018, algorithm 2).
   */
  REPTILE,
  /**
   * The gradient where the fit ends, {@code L'(p_T)}: MAML as if the steps did not depend on the
   * start (C. Finn, P. Abbeel, S. Levine, ICML 2017, section 5.2).
   */
  FIRST_ORDER,
  /**
   * The gradient of {@code L(p_T)} by the start, through all steps (Finn et al., equation 1). Only
   * for plain steps of learnt sizes, {@code p_(t+1) = p_t - alpha_t L'(p_t)}:
   *
   * <pre>
   * lambda_T = L'(p_T)
   * lambda_t = lambda_(t+1) - L''(p_t) (alpha_t lambda_(t+1))
   * </pre>
   *
   * <p>The products with the second derivative are differences of the gradient along {@code alpha_t
   * lambda_(t+1)}.
   */
  SECOND_ORDER;

  /** The method in flags and files: {@code first-order}. */
  public String word() {
    return name().replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /** The method of a word; empty if there is none. */
  public static Optional<StartMethod> of(String word) {
    return Arrays.stream(values()).filter(method -> method.word().equals(word)).findFirst();
  }
}
