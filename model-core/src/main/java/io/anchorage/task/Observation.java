package io.anchorage.task;

import io.anchorage.kernel.random.Permutation;
import io.anchorage.kernel.random.Philox;
import io.anchorage.score.Psnr;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a fit sees of one image, and the loss that measures a field by it: with the field's values y
 * on the fitted grid, what an operator A measures of them, and the samples d that were measured of
 * the image, {@code L = mean (A y - d)^2} over the fitted samples of all channels, and a prior on y
 * if there is one. Values are normalised. Immutable.
 */
public final class Observation {
  private static final byte UNKNOWN = 0;
  private static final byte FITTED = 1;
  private static final byte HELD_OUT = 2;

  private final Signal seen;
  private final float[] estimate;
  private final LinearOperator operator;
  private final float[] data;
  private final byte[] uses;
  private final double totalVariation;
  private final int[] counts = new int[3];

  private Observation(
      Signal seen,
      float[] estimate,
      LinearOperator operator,
      float[] data,
      byte[] uses,
      double totalVariation) {
    this.totalVariation = totalVariation;
    this.seen = seen;
    this.estimate = estimate;
    this.operator = operator;
    this.data = data;
    this.uses = uses;
    for (byte use : uses) {
      counts[use]++;
    }
  }

  /**
   * An observation.
   *
   * @param seen what a family may take for the image: on the grid that is fitted
   * @param estimate what can be said of the whole image without a fit: [channels][its grid points]
   * @param operator from the fitted grid to the samples
   * @param data [channels][samples]
   * @param known [samples]; the others are no part of anything
   * @param holdOut share of the known samples, the same for all channels, that the loss leaves out,
   *     drawn at random; at least one if it is not 0
   * @param totalVariation weight of the prior {@link TotalVariation}; 0 for none
   * @throws BadImageException if nothing is left to fit
   */
  static Observation of(
      Signal seen,
      float[] estimate,
      LinearOperator operator,
      float[] data,
      boolean[] known,
      double holdOut,
      double totalVariation,
      Philox random)
      throws BadImageException {
    byte[] uses = new byte[known.length];
    int[] samples = new int[known.length];
    int count = 0;
    for (int s = 0; s < known.length; s++) {
      uses[s] = known[s] ? FITTED : UNKNOWN;
      if (known[s]) {
        samples[count++] = s;
      }
    }
    int aside = holdOut == 0 ? 0 : Math.max(1, (int) Math.round(holdOut * count));
    if (count <= aside) {
      throw new BadImageException(
          "%d of %d samples are known and %d are held out, which leaves none to fit: change fit.task"
              .formatted(count, known.length, aside));
    }
    int[] order = Permutation.of(count, random);
    for (int i = 0; i < aside; i++) {
      uses[samples[order[i]]] = HELD_OUT;
    }
    return new Observation(seen, estimate, operator, data, uses, totalVariation);
  }

  /** The same with all samples known. */
  static Observation of(
      Signal seen,
      float[] estimate,
      LinearOperator operator,
      float[] data,
      double holdOut,
      double totalVariation,
      Philox random)
      throws BadImageException {
    boolean[] known = new boolean[operator.samples()];
    Arrays.fill(known, true);
    return of(seen, estimate, operator, data, known, holdOut, totalVariation, random);
  }

  /** What a family may take for the image, on the grid that is fitted. */
  public Signal seen() {
    return seen;
  }

  /**
   * What can be said of the whole image without a fit: the noisy image, the nearest known pixels,
   * the enlarged image, the filtered back-projection. [channels][points of the whole grid].
   */
  public float[] estimate() {
    return estimate;
  }

  /** Whether the loss is the plain mean squared error against {@link #seen}. */
  public boolean isPlain() {
    return operator instanceof LinearOperator.Identity
        && counts[FITTED] == uses.length
        && totalVariation == 0;
  }

  /** The points of the whole grid that the fit does not see; empty if it sees something of each. */
  public Optional<boolean[]> hidden() {
    if (counts[UNKNOWN] == 0) {
      return Optional.empty();
    }
    boolean[] hidden = new boolean[uses.length];
    for (int s = 0; s < uses.length; s++) {
      hidden[s] = uses[s] == UNKNOWN;
    }
    return Optional.of(hidden);
  }

  /** Whether some samples are held out. */
  public boolean holdsOut() {
    return counts[HELD_OUT] > 0;
  }

  /**
   * The loss, and its gradient by the field's values.
   *
   * @param values y: [channels][points of the fitted grid]
   * @param slope the same shape, overwritten by {@code dL/dy = 2 A'(A y - d) / (channels * fitted)}
   *     and the prior's gradient
   */
  public double loss(float[] values, float[] slope) {
    int channels = seen.channels();
    int points = values.length / channels;
    double scale = 2.0 / ((double) channels * counts[FITTED]);
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      float[] residuals = residuals(values, c);
      for (int s = 0; s < residuals.length; s++) {
        double r = uses[s] == FITTED ? residuals[s] : 0;
        sum += r * r;
        residuals[s] = (float) (r * scale);
      }
      System.arraycopy(operator.transpose(residuals), 0, slope, c * points, points);
    }
    return sum / ((double) channels * counts[FITTED]) + prior(values, slope);
  }

  private double prior(float[] values, float[] slope) {
    return totalVariation == 0
        ? 0
        : new TotalVariation(seen.grid().extent(0), seen.grid().extent(1))
            .add(totalVariation, values, slope);
  }

  /** PSNR of what is measured of a field beside the fitted samples, on the unit pixel scale, dB. */
  public double psnrOfFitted(float[] values) {
    return psnr(values, FITTED);
  }

  /** The same beside the samples held out; NaN if there are none. */
  public double psnrOfHeldOut(float[] values) {
    return psnr(values, HELD_OUT);
  }

  private double psnr(float[] values, byte use) {
    Normalisation normalisation = seen.normalisation();
    double sum = 0;
    for (int c = 0; c < seen.channels(); c++) {
      float[] residuals = residuals(values, c);
      for (int s = 0; s < residuals.length; s++) {
        double r = uses[s] == use ? (double) residuals[s] * normalisation.scale().get(c) : 0;
        sum += r * r;
      }
    }
    return counts[use] == 0
        ? Double.NaN
        : Math.min(
            Psnr.MAX_DB, -10 * StrictMath.log10(sum / ((double) seen.channels() * counts[use])));
  }

  /** A y - d of a channel. */
  private float[] residuals(float[] values, int channel) {
    int points = values.length / seen.channels();
    float[] plane = Arrays.copyOfRange(values, channel * points, (channel + 1) * points);
    float[] measured = operator.apply(plane);
    float[] out = new float[measured.length];
    for (int s = 0; s < out.length; s++) {
      out[s] = measured[s] - data[channel * out.length + s];
    }
    return out;
  }
}
