package io.anchorage.equation;

/**
 * The Helmholtz equation by differences of second order on a grid of half the spacing, solved
 * directly: {@link BandedSystem}. The field is 0 on the border, behind the matched layer.
 */
final class HelmholtzSolver {
  /** Cells of the solver for one of the field's grid. */
  private static final int FINE = 2;

  private final Helmholtz equation;
  private final Case numbers;
  private final int inner;
  private final double cell;

  HelmholtzSolver(Helmholtz equation, Case numbers) {
    this.equation = equation;
    this.numbers = numbers;
    this.inner = (equation.side() - 1) * FINE - 1;
    this.cell = 2.0 / (inner + 1);
  }

  /** [2][side * side]: real and imaginary parts. */
  float[] values() {
    BandedSystem system = new BandedSystem(inner * inner, inner);
    for (int row = 0; row < inner; row++) {
      for (int column = 0; column < inner; column++) {
        equation(system, row, column);
      }
    }
    Complex[] u = system.solve();
    int side = equation.side();
    float[] out = new float[2 * side * side];
    for (int row = 1; row < side - 1; row++) {
      for (int column = 1; column < side - 1; column++) {
        Complex value = u[(row * FINE - 1) * inner + column * FINE - 1];
        out[row * side + column] = (float) value.re();
        out[(side + row) * side + column] = (float) value.im();
      }
    }
    return out;
  }

  private void equation(BandedSystem system, int row, int column) {
    double y = place(row);
    double x = place(column);
    Complex ex = equation.stretch(x);
    Complex ey = equation.stretch(y);
    Complex scale = new Complex(1 / (cell * cell), 0);
    Complex left = ey.over(equation.stretch(x - cell / 2)).times(scale);
    Complex right = ey.over(equation.stretch(x + cell / 2)).times(scale);
    Complex up = ex.over(equation.stretch(y - cell / 2)).times(scale);
    Complex down = ex.over(equation.stretch(y + cell / 2)).times(scale);
    double k = Helmholtz.wavenumber(numbers);
    Complex here =
        ex.times(ey)
            .times(new Complex(k * k, 0))
            .plus(left.plus(right).plus(up).plus(down).times(new Complex(-1, 0)));
    int p = row * inner + column;
    system.add(p, p, here);
    if (column > 0) {
      system.add(p, p - 1, left);
    }
    if (column < inner - 1) {
      system.add(p, p + 1, right);
    }
    if (row > 0) {
      system.add(p, p - inner, up);
    }
    if (row < inner - 1) {
      system.add(p, p + inner, down);
    }
    system.right(p, new Complex(-equation.source(numbers, y, x), 0));
  }

  private double place(int at) {
    return (at + 1) * cell - 1;
  }
}
