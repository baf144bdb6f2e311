package io.anchorage.equation;

/**
 * The wave equation by central differences in space and time (leapfrog), in double precision. The
 * plane is larger than the field's by as far as a wave comes, so that nothing returns from its
 * border.
 */
final class WaveSolver {
  /** Cells of the solver for one of the field's grid. */
  private static final int FINE = 4;

  /** The largest share of a cell that a wave may cross in a step, below 1 / sqrt 2. */
  private static final double COURANT = 0.5;

  private final Wave wave;
  private final Case numbers;
  private final int margin;
  private final int side;
  private final double cell;
  private final int perFrame;
  private final double square;

  WaveSolver(Wave wave, Case numbers) {
    this.wave = wave;
    this.numbers = numbers;
    this.cell = 2.0 / ((wave.side() - 1) * FINE);
    this.margin = (int) Math.ceil(numbers.speed() * wave.end() / cell) + 2;
    this.side = (wave.side() - 1) * FINE + 1 + 2 * margin;
    double frame = wave.end() / (wave.frames() - 1);
    this.perFrame = (int) Math.ceil(numbers.speed() * frame / (COURANT * cell));
    double share = numbers.speed() * frame / perFrame / cell;
    this.square = share * share;
  }

  /** [frames * side * side] */
  float[] frames() {
    double[] now = start();
    double[] before = before(now);
    float[] out = new float[wave.frames() * wave.side() * wave.side()];
    for (int f = 0; f < wave.frames(); f++) {
      for (int s = 0; f > 0 && s < perFrame; s++) {
        double[] next = next(now, before);
        before = now;
        now = next;
      }
      copy(now, f, out);
    }
    return out;
  }

  private double[] start() {
    double[] u = new double[side * side];
    for (int p = 0; p < u.length; p++) {
      double y = (p / side - margin) * cell - 1;
      double x = (p % side - margin) * cell - 1;
      u[p] = wave.source(numbers, y, x);
    }
    return u;
  }

  /** At rest: u(-dt) = u(dt), so u(-dt) = u + dt^2 c^2 Lu / 2. */
  private double[] before(double[] now) {
    double[] u = now.clone();
    for (int p = side + 1; p < u.length - side - 1; p++) {
      u[p] += square / 2 * laplacian(now, p);
    }
    return u;
  }

  private double[] next(double[] now, double[] before) {
    double[] u = new double[now.length];
    for (int row = 1; row < side - 1; row++) {
      for (int p = row * side + 1; p < row * side + side - 1; p++) {
        u[p] = 2 * now[p] - before[p] + square * laplacian(now, p);
      }
    }
    return u;
  }

  private double laplacian(double[] u, int p) {
    return u[p - 1] + u[p + 1] + u[p - side] + u[p + side] - 4 * u[p];
  }

  private void copy(double[] u, int frame, float[] out) {
    int size = wave.side();
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        int p = (margin + row * FINE) * side + margin + column * FINE;
        out[(frame * size + row) * size + column] = (float) u[p];
      }
    }
  }
}
