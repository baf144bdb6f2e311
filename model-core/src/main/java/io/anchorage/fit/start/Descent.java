package io.anchorage.fit.start;

import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.Kernels;

/** How the parameters of one fit follow their gradient. The same bits with all CPU kernels. */
public sealed interface Descent {
  /** Steps taken so far. */
  int steps();

  /**
   * Takes one step.
   *
   * @param parameters moved
   * @param gradient at the parameters
   */
  void step(Kernels kernels, float[] parameters, float[] gradient);

  /** Adam, at the rates of its state. */
  record Adam(AdamState state) implements Descent {
    @Override
    public int steps() {
      return state.steps();
    }

    @Override
    public void step(Kernels kernels, float[] parameters, float[] gradient) {
      kernels.adam(state, parameters, gradient);
    }
  }

  /**
   * Gradient steps of learnt sizes, one for each parameter and step: {@code p = p - alpha_t g}.
   *
   * <p>Z. Li, F. Zhou, F. Chen, H. Li: Meta-SGD (2017), equation 2, with sizes of their own for
   * each step.
   */
  final class Sized implements Descent {
    private final float[][] sizes;
    private int steps;

    /**
     * The descent before its first step.
     *
     * @param sizes [steps][parameters]; not copied
     */
    public Sized(float[][] sizes) {
      this.sizes = sizes;
    }

    @Override
    public int steps() {
      return steps;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException after the last step that has sizes
     */
    @Override
    public void step(Kernels kernels, float[] parameters, float[] gradient) {
      if (steps == sizes.length) {
        throw new IllegalStateException("there are sizes for %d steps only".formatted(steps));
      }
      float[] alpha = sizes[steps++];
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] -= alpha[i] * gradient[i];
      }
    }
  }
}
