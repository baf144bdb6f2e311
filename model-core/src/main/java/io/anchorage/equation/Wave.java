package io.anchorage.equation;

import io.anchorage.kernel.JetShape.Pair;
import io.anchorage.kernel.random.Draws;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.Signal;
import java.util.List;

/**
 * The wave equation in two dimensions (Vieillard and Hu 2025, section 3): {@code u_tt = c^2 (u_xx +
 * u_yy)}, at rest at the start, {@code u_t(0) = 0} (Neumann), in the form of a narrow Gaussian,
 * {@code u(0) = f} (Dirichlet).
 *
 * <pre>
 * mean (u_tt - c^2 Lu)^2 (s / c)^4 + neumann mean (u_t(0))^2 (s / c)^2 + dirichlet mean (u(0) - f)^2
 * </pre>
 *
 * <p>with the source's width s: times count as what a wave takes for it, so that no term's size
 * depends on units. Points of the first term have times up to one that grows from 0 to the end.
 *
 * @param end the last time, above 0
 * @param frames of the field's grid, at least 2
 * @param side rows and columns of the field's grid, at least 9
 * @param width standard deviation of the source, in (0, 1]
 * @param points of a step; a quarter of them is at the start, half of these near the source
 * @param dirichlet weight, at least 0
 * @param neumann weight, at least 0
 * @param growth share of the steps in which times grow, in [0, 1]
 */
public record Wave(
    double end,
    int frames,
    int side,
    double width,
    int points,
    double dirichlet,
    double neumann,
    double growth)
    implements EquationConfig {
  private static final int MOST_POINTS = 1_000_000;

  public Wave {
    EquationConfig.check(end > 0 && end <= 100, "end must be above 0 and at most 100", end);
    EquationConfig.check(frames >= 2 && frames <= 256, "frames must be in 2 .. 256", frames);
    EquationConfig.check(side >= 9 && side <= 513, "side must be in 9 .. 513", side);
    EquationConfig.check(width > 0 && width <= 1, "width must be in (0, 1]", width);
    EquationConfig.check(
        points >= 4 && points <= MOST_POINTS, "points must be in 4 .. 1000000", points);
    EquationConfig.check(dirichlet >= 0, "dirichlet must be at least 0", dirichlet);
    EquationConfig.check(neumann >= 0, "neumann must be at least 0", neumann);
    EquationConfig.check(growth >= 0 && growth <= 1, "growth must be in 0 .. 1", growth);
  }

  public static Wave defaults() {
    return new Wave(0.4, 9, 65, 0.05, 2048, 100, 1, 0.5);
  }

  @Override
  public int axes() {
    return 3;
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public List<String> varies() {
    return List.of("speed", "source");
  }

  @Override
  public Problem of(String id, Case numbers) {
    EquationConfig.check(
        numbers.speed() > 0 && numbers.speed() <= 100,
        "speeds must be above 0 and at most 100",
        numbers.speed());
    return new Instance(id, this, numbers);
  }

  /** The source's value. */
  double source(Case numbers, double y, double x) {
    double dx = x - numbers.x();
    double dy = y - numbers.y();
    return StrictMath.exp(-(dx * dx + dy * dy) / (2 * width * width));
  }

  /** One speed and one source. Axes: time, rows, columns. */
  private record Instance(String id, Wave wave, Case numbers) implements Problem {
    private static final int VALUE = 0;
    private static final int BY_TIME = 1;
    private static final int TWICE_BY_TIME = 4;
    private static final int TWICE_BY_ROW = 5;
    private static final int TWICE_BY_COLUMN = 6;

    @Override
    public List<Float> rates() {
      return List.of((float) (2 / wave.end), 1f, 1f);
    }

    @Override
    public List<Pair> pairs() {
      return List.of(new Pair(0, 0), new Pair(1, 1), new Pair(2, 2));
    }

    @Override
    public Batch draw(int step, int steps, Draws random) {
      int count = wave.points;
      int first = Math.max(1, count / 4);
      float[][] at = new float[3][count];
      double growing = Math.max(1, wave.growth * steps);
      double latest = Math.min(1, (step + 1) / growing);
      for (int n = 0; n < count; n++) {
        at[0][n] = n < first ? -1f : (float) (2 * latest * random.uniform() - 1);
        boolean near = n < first && n % 2 == 0;
        at[1][n] = near ? near(numbers.y(), random) : (float) random.within(1);
        at[2][n] = near ? near(numbers.x(), random) : (float) random.within(1);
      }
      double[] aim = new double[first];
      for (int n = 0; n < first; n++) {
        aim[n] = wave.source(numbers, at[1][n], at[2][n]);
      }
      return new Batch(at, (n, y, slopes) -> loss(n, y, slopes, aim));
    }

    private float near(double place, Draws random) {
      double at = place + 2 * wave.width * random.normal();
      return (float) Math.max(-1, Math.min(1, at));
    }

    private double loss(int n, double[][] y, double[][] slopes, double[] aim) {
      double speed = numbers.speed();
      double unit = wave.width / speed * (wave.width / speed);
      double square = speed * speed;
      double wrong =
          unit * (y[TWICE_BY_TIME][0] - square * (y[TWICE_BY_ROW][0] + y[TWICE_BY_COLUMN][0]));
      double share = 1.0 / wave.points;
      slopes[TWICE_BY_TIME][0] = 2 * share * unit * wrong;
      slopes[TWICE_BY_ROW][0] = -square * slopes[TWICE_BY_TIME][0];
      slopes[TWICE_BY_COLUMN][0] = slopes[TWICE_BY_ROW][0];
      double loss = share * wrong * wrong;
      if (n < aim.length) {
        double neumann = wave.neumann * unit / aim.length;
        double dirichlet = wave.dirichlet / aim.length;
        double off = y[VALUE][0] - aim[n];
        slopes[BY_TIME][0] = 2 * neumann * y[BY_TIME][0];
        slopes[VALUE][0] = 2 * dirichlet * off;
        loss += neumann * y[BY_TIME][0] * y[BY_TIME][0] + dirichlet * off * off;
      }
      return loss;
    }

    @Override
    public Signal reference() {
      return new Signal(
          id,
          new Grid(List.of(wave.frames, wave.side, wave.side)),
          new Normalisation(List.of(0.5f), List.of(0.5f)),
          new WaveSolver(wave, numbers).frames());
    }
  }
}
