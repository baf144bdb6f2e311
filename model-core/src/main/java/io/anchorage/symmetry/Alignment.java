package io.anchorage.symmetry;

import io.anchorage.kernel.MlpShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Aligns networks to a template: of all networks with the same function, the one whose hidden units
 * resemble the template's. Units of different networks then have counterparts, so that a model may
 * read a weight by its position.
 *
 * <p>Activation matching (S. K. Ainsworth, J. Hayase, S. Srinivasa: Git Re-Basin: Merging models
 * modulo permutation symmetries, 2023, section 3.1), over signed permutations as in
 * project-siren-gap (2026), where one random template for all networks recovers two thirds of what
 * random starts cost a plain network on MNIST and Fashion-MNIST. Layer by layer, with h_i the
 * values of a unit on a fixed grid of points:
 *
 * <pre>
 * C_ij = corr(template's h_i, network's h_j)
 * p    = argmax over permutations of sum_i |C_(i, p(i))|
 * unit i becomes unit p(i), negated if C_(i, p(i)) < 0
 * </pre>
 *
 * <p>Periodic activations have their phases made canonical first, in the template too. A sine then
 * still has two forms with the same value, {@code (w, b, u)} and {@code (-w, -b +- pi / omega, u)};
 * that whose {@code (w, b)} is nearer to the template's is taken. So a network near the template
 * stays near it, whichever side of a half turn its phases are on.
 *
 * <p>Deterministic. Holds working memory: not thread-safe.
 */
public final class Alignment implements AutoCloseable {
  private final MlpShape shape;
  private final boolean signs;
  private final List<UnitActivations> layers = new ArrayList<>();
  private final List<double[]> references = new ArrayList<>();
  private float[] template;

  /**
   * @param shape of template and networks
   * @param template parameters in the shape's layout; copied
   */
  public Alignment(MlpShape shape, float[] template) {
    this.shape = shape;
    this.signs = shape.activation().odd();
    for (int layer = 0; layer < shape.depth(); layer++) {
      layers.add(new UnitActivations(shape, layer));
    }
    to(template);
  }

  /**
   * Aligns to another template from now on.
   *
   * @param other parameters in the shape's layout; copied
   */
  public void to(float[] other) {
    template = prepared(other).parameters();
    references.clear();
    layers.forEach(layer -> references.add(layer.standardised(template)));
  }

  /** The template as networks come to resemble it: with canonical phases. A copy. */
  public float[] template() {
    return template.clone();
  }

  private HiddenUnits prepared(float[] parameters) {
    HiddenUnits units = new HiddenUnits(shape, parameters);
    return periodic(0) ? units.canonicalPhases() : units;
  }

  private boolean periodic(int layer) {
    return shape.activation().halfPeriod(layer).isPresent();
  }

  /**
   * The aligned form of a network: the same function, up to rounding.
   *
   * @param parameters in the shape's layout; not changed
   */
  public float[] apply(float[] parameters) {
    HiddenUnits units = prepared(parameters);
    for (int layer = 0; layer < shape.depth(); layer++) {
      double[][] correlations = correlations(layer, units.parameters());
      int[] order = Assignment.best(gains(correlations));
      units.reorder(layer, order);
      for (int unit = 0; unit < order.length; unit++) {
        if (signs && correlations[unit][order[unit]] < 0) {
          units.negate(layer, unit);
        }
        if (signs && periodic(layer)) {
          approach(units, layer, unit);
        }
      }
    }
    return units.parameters();
  }

  /** C_ij, as a product of matrices whose sums run in the order of the points. */
  private double[][] correlations(int layer, float[] parameters) {
    UnitActivations activations = layers.get(layer);
    int n = activations.units();
    int points = activations.points();
    double[] reference = references.get(layer);
    double[] own = transposed(activations.standardised(parameters), n, points);
    double[][] correlations = new double[n][n];
    for (int i = 0; i < n; i++) {
      double[] row = correlations[i];
      for (int p = 0; p < points; p++) {
        double value = reference[i * points + p];
        int at = p * n;
        for (int j = 0; j < n; j++) {
          row[j] += value * own[at + j];
        }
      }
    }
    return correlations;
  }

  private static double[] transposed(double[] rows, int n, int points) {
    double[] columns = new double[rows.length];
    for (int i = 0; i < n; i++) {
      for (int p = 0; p < points; p++) {
        columns[p * n + i] = rows[i * points + p];
      }
    }
    return columns;
  }

  private double[][] gains(double[][] correlations) {
    double[][] gains = new double[correlations.length][correlations.length];
    for (int i = 0; i < gains.length; i++) {
      for (int j = 0; j < gains.length; j++) {
        gains[i][j] = signs ? Math.abs(correlations[i][j]) : correlations[i][j];
      }
    }
    return gains;
  }

  /** Gives a unit the other of its two forms, (-w, -b + k pi / omega, u), if that is nearer. */
  private void approach(HiddenUnits units, int layer, int unit) {
    float[] now = units.parameters();
    double bias = now[shape.biases(layer) + unit];
    double wanted = template[shape.biases(layer) + unit];
    double dot = 0;
    for (int i = 0; i < shape.fanIn(layer); i++) {
      int at = shape.weights(layer) + i * shape.fanOut(layer) + unit;
      dot += (double) now[at] * template[at];
    }
    int turns = wanted + bias >= 0 ? 1 : -1;
    double other = -bias + turns * shape.activation().halfPeriod(layer).orElseThrow();
    // |(-w, other) - (w_t, wanted)|^2 - |(w, b) - (w_t, wanted)|^2
    double farther = 4 * dot + square(other - wanted) - square(bias - wanted);
    if (farther < 0) {
      units.negate(layer, unit).turn(layer, unit, turns);
    }
  }

  /** Gives working memory back. The object may be used again. */
  @Override
  public void close() {
    layers.forEach(UnitActivations::close);
  }

  private static double square(double x) {
    return x * x;
  }
}
