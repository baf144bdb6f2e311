package io.anchorage.learn.weight.scale;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;

/**
 * A function of features that does not depend on their sign:
 *
 * <pre>
 * sum        g(x) = phi(rho(x) + rho(-x))
 * magnitude  g(x) = phi(|x|)
 * </pre>
 *
 * rho ends with a linear map and phi begins with one; they are applied as one.
 */
final class Invariant {
  private final Mlp rho;
  private final Mlp phi;

  Invariant(ModelParameters plan, String name, int inputs, ScaleGmnConfig config) {
    int width = config.width();
    this.rho =
        config.invariant() == ScaleGmnConfig.Signs.SUM
            ? new Mlp(plan, name + ".rho", inputs, width, inputs)
            : null;
    this.phi = new Mlp(plan, name + ".phi", inputs, width, width);
  }

  NDArray apply(Pass pass, Features x, Dropout dropout) {
    if (rho == null) {
      return phi.apply(pass, x.magnitudes(), dropout);
    }
    NDArray pair = rho.pairStart(pass, x, dropout);
    return phi.fromHidden(pass, phi.start(pass).after(rho.pairEnd(pass)).apply(pair), dropout);
  }
}
