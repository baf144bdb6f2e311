package io.anchorage.kernel;

import java.util.function.IntToDoubleFunction;

/**
 * The state of Adam in one fit: both moments and the number of steps taken.
 *
 * <p>D. P. Kingma, J. Ba: Adam (ICLR 2015), algorithm 1, in the form of torch.optim.Adam. With g
 * the gradient at step t:
 *
 * <pre>
 * m = beta1 m + (1 - beta1) g
 * v = beta2 v + (1 - beta2) g^2
 * p = p - s_t lr / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
 * </pre>
 *
 * <p>with s_t the share of the learning rate that a schedule leaves at step t, 1 without one.
 *
 * <p>The powers are running products in double precision, so they do not depend on a library's pow.
 */
public final class AdamState {
  private final double learningRate;
  private final IntToDoubleFunction shares;
  private final double beta1;
  private final double beta2;
  private final float epsilon;
  private final float[] m;
  private final float[] v;
  private double power1 = 1;
  private double power2 = 1;
  private int steps;

  /**
   * The state before the first step, at a constant learning rate: all moments zero.
   *
   * @param size number of parameters
   */
  public AdamState(int size, float learningRate, float beta1, float beta2, float epsilon) {
    this(size, learningRate, beta1, beta2, epsilon, taken -> 1);
  }

  /**
   * The state before the first step: all moments zero.
   *
   * @param size number of parameters
   * @param shares the share of the learning rate in a step, given the number of steps taken before
   */
  public AdamState(
      int size,
      float learningRate,
      float beta1,
      float beta2,
      float epsilon,
      IntToDoubleFunction shares) {
    this.learningRate = decimal(learningRate);
    this.shares = shares;
    this.beta1 = decimal(beta1);
    this.beta2 = decimal(beta2);
    this.epsilon = epsilon;
    this.m = new float[size];
    this.v = new float[size];
  }

  private AdamState(AdamState other) {
    this.learningRate = other.learningRate;
    this.shares = other.shares;
    this.beta1 = other.beta1;
    this.beta2 = other.beta2;
    this.epsilon = other.epsilon;
    this.m = other.m.clone();
    this.v = other.v.clone();
    this.power1 = other.power1;
    this.power2 = other.power2;
    this.steps = other.steps;
  }

  /**
   * The state after some steps, with the same settings.
   *
   * @param taken steps taken
   * @param firstMoments [size()], copied
   * @param secondMoments [size()], copied
   */
  public AdamState resumed(int taken, float[] firstMoments, float[] secondMoments) {
    AdamState later = new AdamState(this);
    System.arraycopy(firstMoments, 0, later.m, 0, m.length);
    System.arraycopy(secondMoments, 0, later.v, 0, v.length);
    later.power1 = 1;
    later.power2 = 1;
    for (later.steps = 0; later.steps < taken; later.steps++) {
      later.power1 *= beta1;
      later.power2 *= beta2;
    }
    return later;
  }

  /** An independent copy. */
  public AdamState copy() {
    return new AdamState(this);
  }

  public int size() {
    return m.length;
  }

  /** Steps taken so far. */
  public int steps() {
    return steps;
  }

  /** First moments: the state's own array, which the step updates. */
  public float[] m() {
    return m;
  }

  /** Second moments: the state's own array, which the step updates. */
  public float[] v() {
    return v;
  }

  /**
   * Begins the next step and returns its factors; the kernel then updates moments and parameters.
   */
  public Step advance() {
    double rate = learningRate * shares.applyAsDouble(steps);
    steps++;
    power1 *= beta1;
    power2 *= beta2;
    return new Step(
        (float) beta1,
        (float) (1 - beta1),
        (float) beta2,
        (float) (1 - beta2),
        (float) Math.sqrt(1 - power2),
        epsilon,
        (float) (-rate / (1 - power1)));
  }

  /**
   * The factors of one step.
   *
   * @param keep1 beta1
   * @param take1 1 - beta1
   * @param keep2 beta2
   * @param take2 1 - beta2
   * @param root sqrt(1 - beta2^t)
   * @param rate -s_t lr / (1 - beta1^t)
   */
  public record Step(
      float keep1, float take1, float keep2, float take2, float root, float epsilon, float rate) {
    /** The specification of the update, for parameters {@code from} to {@code to} - 1. */
    public void update(float[] p, float[] m, float[] v, float[] g, int from, int to) {
      for (int i = from; i < to; i++) {
        m[i] = Math.fma(g[i], take1, m[i] * keep1);
        v[i] = Math.fma(g[i] * g[i], take2, v[i] * keep2);
        float denominator = (float) Math.sqrt(v[i]) / root + epsilon;
        p[i] = Math.fma(m[i] / denominator, rate, p[i]);
      }
    }
  }

  /** The double nearest to the shortest decimal that names the float: 0.999 and not 0.99900001. */
  private static double decimal(float value) {
    return Double.parseDouble(Float.toString(value));
  }
}
