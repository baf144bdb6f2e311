package io.anchorage.family.arc;

import io.anchorage.family.arc.kernel.ArcDecoderGradient;
import io.anchorage.family.arc.kernel.ArcKernels;
import io.anchorage.family.arc.kernel.ArcPass;
import io.anchorage.family.arc.kernel.ArcPoints;
import io.anchorage.family.arc.kernel.ArcStrand;
import io.anchorage.family.arc.kernel.ArcWeights;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;

/**
 * The memory and the arithmetic of a step. Grows to the largest cloud it has seen, so that one
 * instance can serve many fits in turn. Not thread-safe.
 */
final class ArcWork {
  private final Kernels kernels;
  private final Team team;
  private final ArcPass pass;
  private float[] latentGradients = new float[0];

  /**
   * @param team shares the strands of a large image
   */
  ArcWork(Kernels kernels, ArcWeights weights, Team team) {
    this.kernels = kernels;
    this.team = team;
    this.pass = new ArcPass(ArcKernels.of(kernels), weights, team);
  }

  /** Takes one step of the latents under a frozen decoder. */
  void step(ArcState state) {
    fit(state);
    float loss =
        pass.gradient(
            state.points(), state.strands(), state.targets(), state.latents(), latentGradients);
    move(state, loss);
  }

  /**
   * Takes one step of the latents, and computes the decoder's gradient at the same point.
   *
   * @param decoder overwritten
   */
  void step(ArcState state, ArcDecoderGradient decoder) {
    fit(state);
    decoder.clear();
    float loss =
        pass.gradientOfAll(
            state.points(),
            state.strands(),
            state.targets(),
            state.latents(),
            latentGradients,
            decoder);
    move(state, loss);
  }

  /**
   * Computes the decoder's gradient over all pixels that are fitted. The latents stay.
   *
   * @param decoder overwritten
   */
  void gradientOfAll(ArcState state, ArcDecoderGradient decoder) {
    fit(state);
    decoder.clear();
    int fitted = state.order().to(state.order().turn() - 1);
    pass.gradientOfAll(
        state.points(),
        ArcStrand.of(state.points(), 0, fitted, state.anchors()),
        state.targets(),
        state.latents(),
        latentGradients,
        decoder);
  }

  /** Evaluates the cloud at some points. @return [points][channels] */
  float[] values(ArcState state, ArcPoints points) {
    float[] out = new float[points.count() * state.shape().channels()];
    pass.values(
        points, ArcStrand.of(points, 0, points.count(), state.anchors()), state.latents(), out);
    return out;
  }

  /** The loss over all pixels. */
  double loss(ArcState state) {
    float[] values = values(state, state.points());
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      double difference = values[i] - state.targets()[i];
      squares += difference * difference;
    }
    return squares / values.length;
  }

  /** Releases working memory for other fits. */
  void close() {
    pass.close();
  }

  /** Dense Adam: a latent that no pixel of the step touches has zero gradient, but still moves. */
  private void move(ArcState state, float loss) {
    kernels.adam(state.adam(), state.latents(), latentGradients, team);
    state.stepped(loss);
  }

  private void fit(ArcState state) {
    if (latentGradients.length != state.latents().length) {
      latentGradients = new float[state.latents().length];
    }
  }
}
