package io.anchorage.fit;

import java.io.Serializable;

/**
 * How the learning rate changes over a fit: the share of {@link AdamConfig#learningRate} that each
 * step takes. With T the largest number of steps of the {@link StopRule}, W the steps of warm-up,
 * and t the steps taken before this one:
 *
 * <pre>
 * t &lt; W    (t + 1) / (W + 1)
 * t &gt;= W   the schedule's own share at (t - W) / (T - W)
 * </pre>
 */
public sealed interface RateSchedule extends Serializable {
  /** The constant rate of all published recipes. */
  static RateSchedule defaults() {
    return Constant.defaults();
  }

  /** Steps in which the share rises from 0, at least 0. */
  int warmUp();

  /** The schedule in a few words, without its warm-up. */
  String words();

  /** This schedule with another warm-up. */
  RateSchedule withWarmUp(int steps);

  /**
   * The schedule's share after its warm-up.
   *
   * @param progress in [0, 1]
   * @return in [0, 1]
   */
  double shareAt(double progress);

  /**
   * The share of the learning rate in one step.
   *
   * @param taken steps taken before, at least 0; from {@code steps} on, the schedule has run out
   *     and the share is its last
   * @param steps the largest number of steps of the fit
   */
  default double share(int taken, int steps) {
    if (taken < warmUp()) {
      return (taken + 1.0) / (warmUp() + 1.0);
    }
    return taken >= steps ? shareAt(1) : shareAt((taken - warmUp()) / (double) (steps - warmUp()));
  }

  /** The same rate in every step after the warm-up. */
  record Constant(int warmUp) implements RateSchedule {
    public Constant {
      checkWarmUp(warmUp);
    }

    public static Constant defaults() {
      return new Constant(0);
    }

    @Override
    public double shareAt(double progress) {
      return 1;
    }

    @Override
    public RateSchedule withWarmUp(int steps) {
      return new Constant(steps);
    }

    @Override
    public String words() {
      return "constant";
    }
  }

  /**
   * Half a cosine from 1 to {@code end}: {@code end + (1 - end) (1 + cos(pi progress)) / 2} (I.
   * Loshchilov, F. Hutter: SGDR, 2017, equation 5, without restarts).
   *
   * @param end the share that is left at the end, in [0, 1]
   */
  record Cosine(double end, int warmUp) implements RateSchedule {
    public Cosine {
      if (!(end >= 0 && end <= 1)) {
        throw new IllegalArgumentException("end must be in 0 .. 1: " + end);
      }
      checkWarmUp(warmUp);
    }

    public static Cosine defaults() {
      return new Cosine(0.01, 0);
    }

    @Override
    public double shareAt(double progress) {
      return end + (1 - end) * (1 + StrictMath.cos(Math.PI * progress)) / 2;
    }

    @Override
    public RateSchedule withWarmUp(int steps) {
      return new Cosine(end, steps);
    }

    @Override
    public String words() {
      return "cosine to " + end;
    }
  }

  /**
   * A fall by the same factor in every step, from 1 to {@code end}: {@code end^progress}, as in the
   * published code of WIRE, FINER and INCODE.
   *
   * @param end the share that is left at the end, above 0, at most 1
   */
  record Exponential(double end, int warmUp) implements RateSchedule {
    public Exponential {
      if (!(end > 0 && end <= 1)) {
        throw new IllegalArgumentException("end must be above 0 and at most 1: " + end);
      }
      checkWarmUp(warmUp);
    }

    public static Exponential defaults() {
      return new Exponential(0.1, 0);
    }

    @Override
    public double shareAt(double progress) {
      return StrictMath.pow(end, progress);
    }

    @Override
    public RateSchedule withWarmUp(int steps) {
      return new Exponential(end, steps);
    }

    @Override
    public String words() {
      return "exponential to " + end;
    }
  }

  private static void checkWarmUp(int steps) {
    if (steps < 0 || steps > 1_000_000) {
      throw new IllegalArgumentException("warmUp must be in 0 .. 1000000: " + steps);
    }
  }
}
