package io.anchorage.learn.optim;

/**
 * {@code torch.optim.lr_scheduler.OneCycleLR} with cosine annealing (L. N. Smith, N. Topin, 2018):
 * from {@code rate / div} up to {@code rate} in the first part of training, then down to {@code
 * rate / (div finalDiv)}.
 *
 * @param rising fraction of the steps during which the rate rises, in (0, 1)
 * @param div ratio of the peak rate to the initial one, at least 1
 * @param finalDiv ratio of the initial rate to the final one, positive
 * @param cycleBeta1 whether beta1 falls from 0.95 to 0.85 while the rate rises and then returns,
 *     PyTorch's default
 */
public record OneCycle(double rising, double div, double finalDiv, boolean cycleBeta1)
    implements Schedule {
  private static final double LARGEST_BETA1 = 0.95;
  private static final double SMALLEST_BETA1 = 0.85;

  public OneCycle {
    check(rising > 0 && rising < 1, "rising must be in (0, 1)", rising);
    check(div >= 1, "div must be at least 1", div);
    check(finalDiv > 0, "finalDiv must be positive", finalDiv);
  }

  /** As published for PTv3 on ModelNet40: 5 % rising, div 10, finalDiv 1000. */
  public static OneCycle defaults() {
    return new OneCycle(0.05, 10, 1000, false);
  }

  @Override
  public double learningRate(double rate, long step, long steps) {
    return cycle(rate / div, rate, rate / div / finalDiv, step, steps);
  }

  @Override
  public double beta1(double beta1, long step, long steps) {
    return cycleBeta1 ? cycle(LARGEST_BETA1, SMALLEST_BETA1, LARGEST_BETA1, step, steps) : beta1;
  }

  private double cycle(double start, double top, double end, long step, long steps) {
    double summit = rising * (double) steps - 1;
    double last = (double) (steps - 1);
    if (step <= summit && summit > 0) {
      return cosine(start, top, (double) step / summit);
    }
    return cosine(top, end, ((double) step - summit) / (last - summit));
  }

  private static double cosine(double from, double to, double share) {
    return to + (from - to) / 2 * (1 + StrictMath.cos(StrictMath.PI * share));
  }

  private static void check(boolean holds, String message, double value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
