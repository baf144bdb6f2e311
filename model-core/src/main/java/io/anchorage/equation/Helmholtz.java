package io.anchorage.equation;

import io.anchorage.kernel.JetShape.Pair;
import io.anchorage.kernel.random.Draws;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.List;

/**
 * The Helmholtz equation in two dimensions (Vieillard and Hu 2025, figure 2): {@code Lu + k^2 u =
 * -f} with k = frequency / speed, a Gaussian f of integral 4, and a complex u, whose real and
 * imaginary parts are two channels. A perfectly matched layer inside the border takes waves in:
 *
 * <pre>
 * (e_y / e_x u_x)_x + (e_x / e_y u_y)_y + e_x e_y k^2 u = -f
 * e = 1 - j absorption (d / layer)^2, d = how deep in the layer
 * </pre>
 *
 * <p>(J.-P. Berenger, 1994; as V. Sitzmann et al. 2020, supplement). The loss is the mean squared
 * residual divided by k^4.
 *
 * @param side rows and columns of the field's grid, at least 9
 * @param width standard deviation of the source, in (0, 1]
 * @param layer width of the matched layer, in (0, 0.9]
 * @param absorption strength of the layer, above 0
 * @param points of a step; an eighth of them is near the source
 */
public record Helmholtz(int side, double width, double layer, double absorption, int points)
    implements EquationConfig {
  /** u is then about the Hankel function j H0(kr). */
  private static final double INTEGRAL = 4;

  public Helmholtz {
    EquationConfig.check(side >= 9 && side <= 129, "side must be in 9 .. 129", side);
    EquationConfig.check(width > 0 && width <= 1, "width must be in (0, 1]", width);
    EquationConfig.check(layer > 0 && layer <= 0.9, "layer must be in (0, 0.9]", layer);
    EquationConfig.check(
        absorption > 0 && absorption <= 1000, "absorption must be in (0, 1000]", absorption);
    EquationConfig.check(
        points >= 4 && points <= 1_000_000, "points must be in 4 .. 1000000", points);
  }

  public static Helmholtz defaults() {
    return new Helmholtz(65, 0.05, 0.5, 5, 2048);
  }

  @Override
  public int axes() {
    return 2;
  }

  @Override
  public int channels() {
    return 2;
  }

  @Override
  public List<String> varies() {
    return List.of("frequency", "speed", "source");
  }

  @Override
  public Problem of(String id, Case numbers) {
    EquationConfig.check(
        numbers.frequency() > 0 && numbers.frequency() <= 1000,
        "frequencies must be in (0, 1000]",
        numbers.frequency());
    EquationConfig.check(
        numbers.speed() > 0 && numbers.speed() <= 100,
        "speeds must be in (0, 100]",
        numbers.speed());
    return new Instance(id, this, numbers);
  }

  static double wavenumber(Case numbers) {
    return numbers.frequency() / numbers.speed();
  }

  /** f at a point. */
  double source(Case numbers, double y, double x) {
    double dx = x - numbers.x();
    double dy = y - numbers.y();
    double square = width * width;
    return INTEGRAL / (2 * Math.PI * square) * StrictMath.exp(-(dx * dx + dy * dy) / (2 * square));
  }

  /** e along an axis. */
  Complex stretch(double place) {
    double depth = depth(place);
    return new Complex(1, -absorption * depth * depth / (layer * layer));
  }

  /** How e changes along the axis. */
  private Complex bend(double place) {
    return new Complex(0, -2 * absorption * depth(place) / (layer * layer) * Math.signum(place));
  }

  private double depth(double place) {
    return Math.max(0, Math.abs(place) - (1 - layer));
  }

  /** One frequency, speed and source. Axes: rows, columns. */
  private record Instance(String id, Helmholtz equation, Case numbers) implements Problem {
    private static final int BY_ROW = 1;
    private static final int TWICE_BY_ROW = 3;
    private static final int VALUE = 0;
    private static final int NEAR = 8;

    @Override
    public List<Float> rates() {
      return List.of(1f, 1f);
    }

    @Override
    public List<Pair> pairs() {
      return List.of(new Pair(0, 0), new Pair(1, 1));
    }

    @Override
    public Batch draw(int step, int steps, Draws random) {
      int count = equation.points;
      float[][] at = new float[2][count];
      for (int n = 0; n < count; n++) {
        boolean near = n % NEAR == 0;
        at[0][n] = near ? near(numbers.y(), random) : (float) random.within(1);
        at[1][n] = near ? near(numbers.x(), random) : (float) random.within(1);
      }
      return new Batch(at, (n, y, slopes) -> loss(at[0][n], at[1][n], y, slopes));
    }

    private float near(double place, Draws random) {
      double at = place + 2 * equation.width * random.normal();
      return (float) Math.max(-1, Math.min(1, at));
    }

    private double loss(double row, double column, double[][] y, double[][] slopes) {
      Complex[] factors = factors(row, column);
      Complex wrong = new Complex(equation.source(numbers, row, column), 0);
      for (int o = 0; o < factors.length; o++) {
        wrong = wrong.plus(factors[o].times(new Complex(y[o][0], y[o][1])));
      }
      double k = wavenumber(numbers);
      double share = 1 / (k * k * k * k * equation.points);
      for (int o = 0; o < factors.length; o++) {
        Complex slope = factors[o].conjugate().times(wrong);
        slopes[o][0] = 2 * share * slope.re();
        slopes[o][1] = 2 * share * slope.im();
      }
      return share * wrong.square();
    }

    /** What multiplies each order of the jet. */
    private Complex[] factors(double row, double column) {
      Complex ex = equation.stretch(column);
      Complex ey = equation.stretch(row);
      double k = wavenumber(numbers);
      Complex[] factors = new Complex[5];
      factors[VALUE] = ex.times(ey).times(new Complex(k * k, 0));
      factors[BY_ROW] = fade(row, ey).times(ex);
      factors[BY_ROW + 1] = fade(column, ex).times(ey);
      factors[TWICE_BY_ROW] = ex.over(ey);
      factors[TWICE_BY_ROW + 1] = ey.over(ex);
      return factors;
    }

    /** (1 / e)' = -e' / e^2. */
    private Complex fade(double place, Complex e) {
      return equation.bend(place).times(new Complex(-1, 0)).over(e.times(e));
    }

    @Override
    public Signal reference() {
      return new Signal(
          id,
          Grid.image(equation.side, equation.side),
          new Normalisation(List.of(0.5f, 0.5f), List.of(0.5f, 0.5f)),
          new HelmholtzSolver(equation, numbers).values());
    }
  }
}
