package io.anchorage.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Features of multiplicative filter networks: for each filter l and unit j a wave, in a window if
 * it is windowed,
 *
 * <pre>
 * g_lj(x) = sin(x F_l + phi_l)_j exp(-gamma_lj / 2 |x - mu_lj|^2)
 * </pre>
 *
 * <p>The first filter is what the first layer sees; filter l + 1 multiplies what layer l makes of
 * it: {@link Filtered}. All their numbers are learnt, and lie after the network's: for each filter
 * F [coordinates][width], phi [width] and, if windowed, mu [coordinates][width], gamma [width].
 *
 * <p>R. Fathony et al.: Multiplicative filter networks (2021).
 *
 * @param coordinates of a point
 * @param width units of each filter
 * @param count of filters: one more than the hidden layers
 * @param windowed whether there is a window: GaborNet; FourierNet otherwise
 */
public record Filters(int coordinates, int width, int count, boolean windowed)
    implements InputMapping {
  @Override
  public int features() {
    return width;
  }

  @Override
  public int parameters() {
    return Math.multiplyExact(count, each());
  }

  /** Numbers of one filter. */
  private int each() {
    return Math.multiplyExact(windowed ? 2 : 1, Math.multiplyExact(coordinates + 1, width));
  }

  /** Where F of a filter begins, counted from the first filter's. */
  public int frequencies(int filter) {
    return filter * each();
  }

  /** Where phi begins. */
  public int phases(int filter) {
    return frequencies(filter) + coordinates * width;
  }

  /** Where mu begins, of windowed filters. */
  public int centres(int filter) {
    return phases(filter) + width;
  }

  /** Where gamma begins, of windowed filters. */
  public int gammas(int filter) {
    return centres(filter) + coordinates * width;
  }

  @Override
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (int f = 0; f < count; f++) {
      parts.add(matrix("F" + f, frequencies(f)));
      parts.add(row("phi" + f, phases(f)));
      if (windowed) {
        parts.add(matrix("mu" + f, centres(f)));
        parts.add(row("gamma" + f, gammas(f)));
      }
    }
    return parts;
  }

  private Part matrix(String name, int offset) {
    return new Part(name, offset, List.of(coordinates, width), List.of("in", "out"));
  }

  private Part row(String name, int offset) {
    return new Part(name, offset, List.of(width), List.of("out"));
  }

  /**
   * @throws UnsupportedOperationException always: features depend on parameters
   */
  @Override
  public void apply(float[][] x, int from, int count, float[] out, int stride) {
    throw new UnsupportedOperationException("Learnt features depend on parameters");
  }
}
