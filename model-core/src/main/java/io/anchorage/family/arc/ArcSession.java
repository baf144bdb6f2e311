package io.anchorage.family.arc;

import io.anchorage.family.arc.kernel.ArcKernels;
import io.anchorage.family.arc.kernel.ArcWeights;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.fit.FitSession;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;

/** A fit of one cloud's latents under a frozen decoder. */
final class ArcSession implements FitSession {
  /**
   * The constant part of a point's first layer is cached if all points together need at most this
   * many bytes; otherwise it is recomputed in every step, bit for bit the same. Images up to about
   * 170 x 170 are cached.
   */
  static final long CONSTANTS_BUDGET = 16L << 20;

  private final ArcState state;
  private final ArcWork work;
  private final Kernels kernels;
  private final ArcWeights weights;
  private final GaussNewtonFit newton;
  private int[] placeInOrder;

  ArcSession(
      ArcState state,
      LatentSolver solver,
      Kernels kernels,
      ArcWeights weights,
      Team team,
      long constantsBudget) {
    this.state = state;
    this.kernels = kernels;
    this.weights = weights;
    this.work = new ArcWork(kernels, weights, team);
    this.newton =
        solver instanceof LatentSolver.GaussNewton own
            ? new GaussNewtonFit(state, own, kernels, weights, team)
            : null;
    if (4L * state.points().count() * state.shape().hiddenRow() <= constantsBudget) {
      state.points().keepConstants(ArcKernels.of(kernels), weights);
    }
  }

  @Override
  public void step(int count) {
    for (int i = 0; i < count; i++) {
      if (newton == null) {
        work.step(state);
      } else {
        newton.step();
      }
    }
  }

  @Override
  public int steps() {
    return state.steps();
  }

  @Override
  public float lastLoss() {
    return state.lastLoss();
  }

  @Override
  public void retarget(float[] values) {
    if (values.length != state.targets().length) {
      throw new IllegalArgumentException(
          "A new target needs " + state.targets().length + " values: " + values.length);
    }
    state.target(values);
    if (newton != null) {
      newton.retarget();
    }
  }

  @Override
  public double loss(int[] points) {
    int channels = state.shape().channels();
    int[] places = new int[points.length];
    for (int i = 0; i < points.length; i++) {
      places[i] = placeInOrder()[points[i]];
    }
    float[] values = work.values(state, state.points().select(places));
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      double difference =
          values[i] - state.targets()[places[i / channels] * channels + i % channels];
      squares += difference * difference;
    }
    return squares / values.length;
  }

  @Override
  public float[] evaluate(Coordinates at) {
    return new ArcEvaluator(ArcKernels.of(kernels), weights)
        .evaluate(state.positions(), state.latents(), state.scale(), at);
  }

  @Override
  public float[] evaluateGrid() {
    int channels = state.shape().channels();
    int[] pixels = state.order().pixels();
    float[] values = work.values(state, state.points());
    float[] out = new float[values.length];
    for (int p = 0; p < pixels.length; p++) {
      for (int c = 0; c < channels; c++) {
        out[c * pixels.length + pixels[p]] = values[p * channels + c];
      }
    }
    return out;
  }

  @Override
  public Field field() {
    return state.field();
  }

  @Override
  public void close() {
    work.close();
    if (newton != null) {
      newton.close();
    }
    state.points().releaseConstants();
  }

  private int[] placeInOrder() {
    if (placeInOrder == null) {
      int[] pixels = state.order().pixels();
      placeInOrder = new int[pixels.length];
      for (int p = 0; p < pixels.length; p++) {
        placeInOrder[pixels[p]] = p;
      }
    }
    return placeInOrder;
  }
}
