package io.anchorage.symmetry;

import io.anchorage.kernel.MlpShape;
import java.util.OptionalDouble;

/**
 * A copy of a network's parameters whose hidden units can be changed without changing the network's
 * function, up to rounding:
 *
 * <pre>
 * order    the units of a layer change places
 * sign     (w, b, u) becomes (-w, -b, -u), for odd activations
 * phase    (w, b, u) becomes (w, b + k pi / omega, (-1)^k u), for the sine
 * </pre>
 *
 * where w are a unit's incoming weights, b its bias, and u its outgoing weights.
 */
public final class HiddenUnits {
  private final MlpShape shape;
  private final float[] parameters;

  /**
   * @param shape of the network
   * @param parameters in its layout; copied
   */
  public HiddenUnits(MlpShape shape, float[] parameters) {
    if (parameters.length != shape.parameters()) {
      throw new IllegalArgumentException(
          "The network has %d parameters, not %d".formatted(shape.parameters(), parameters.length));
    }
    this.shape = shape;
    this.parameters = parameters.clone();
  }

  /** The parameters as they are now; the object's own array. */
  public float[] parameters() {
    return parameters;
  }

  /**
   * Gives the units of a layer another order.
   *
   * @param layer a hidden layer
   * @param order unit j becomes what unit {@code order[j]} was; a permutation
   */
  public HiddenUnits reorder(int layer, int[] order) {
    checkHidden(layer);
    int units = shape.fanOut(layer);
    permuteColumns(shape.weights(layer), shape.fanIn(layer), units, order);
    permuteColumns(shape.biases(layer), 1, units, order);
    permuteRows(shape.weights(layer + 1), units, shape.fanOut(layer + 1), order);
    return this;
  }

  private void permuteColumns(int at, int rows, int columns, int[] order) {
    float[] row = new float[columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        row[c] = parameters[at + r * columns + order[c]];
      }
      System.arraycopy(row, 0, parameters, at + r * columns, columns);
    }
  }

  private void permuteRows(int at, int rows, int columns, int[] order) {
    float[] moved = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(parameters, at + order[r] * columns, moved, r * columns, columns);
    }
    System.arraycopy(moved, 0, parameters, at, moved.length);
  }

  /**
   * Negates a unit: its incoming weights, its bias and its outgoing weights.
   *
   * @throws IllegalStateException if the activation is not odd
   */
  public HiddenUnits negate(int layer, int unit) {
    checkHidden(layer);
    if (!shape.activation().odd()) {
      throw new IllegalStateException("Signs are a symmetry of odd activations alone");
    }
    for (int i = 0; i < shape.fanIn(layer); i++) {
      parameters[incoming(layer, i, unit)] *= -1;
    }
    parameters[shape.biases(layer) + unit] *= -1;
    negateOutgoing(layer, unit);
    return this;
  }

  /**
   * Moves a unit's phase by half turns: its bias by {@code halfTurns pi / omega}, its outgoing
   * weights by the sign {@code (-1)^halfTurns}.
   *
   * @throws IllegalStateException if the activation has no half period
   */
  public HiddenUnits turn(int layer, int unit, int halfTurns) {
    checkHidden(layer);
    int bias = shape.biases(layer) + unit;
    parameters[bias] = (float) (parameters[bias] + halfTurns * halfPeriod(layer));
    if (halfTurns % 2 != 0) {
      negateOutgoing(layer, unit);
    }
    return this;
  }

  private double halfPeriod(int layer) {
    OptionalDouble half = shape.activation().halfPeriod(layer);
    return half.orElseThrow(
        () -> new IllegalStateException("Phases are a symmetry of periodic activations alone"));
  }

  private void negateOutgoing(int layer, int unit) {
    int columns = shape.fanOut(layer + 1);
    int at = shape.weights(layer + 1) + unit * columns;
    for (int c = 0; c < columns; c++) {
      parameters[at + c] *= -1;
    }
  }

  /**
   * Moves every phase to {@code omega b} in [-pi/2, pi/2]: the correct form of the canonicalisation
   * of ScaleGMN (I. Kalogeropoulos et al., 2024), whose script leaves omega out.
   */
  public HiddenUnits canonicalPhases() {
    for (int layer = 0; layer < shape.depth(); layer++) {
      for (int unit = 0; unit < shape.fanOut(layer); unit++) {
        turn(layer, unit, -halfTurns(layer, unit));
      }
    }
    return this;
  }

  /** How many half turns a unit's phase is away from the canonical one. */
  public int halfTurns(int layer, int unit) {
    checkHidden(layer);
    float bias = parameters[shape.biases(layer) + unit];
    return Math.toIntExact(Math.round(bias / halfPeriod(layer)));
  }

  /**
   * Gives every unit a bias that is not negative; where it is 0, a first incoming weight other than
   * 0 that is positive. After {@link #canonicalPhases}, {@code omega b} is in [0, pi/2].
   */
  public HiddenUnits canonicalSigns() {
    for (int layer = 0; layer < shape.depth(); layer++) {
      for (int unit = 0; unit < shape.fanOut(layer); unit++) {
        if (leading(layer, unit) < 0) {
          negate(layer, unit);
        }
      }
    }
    return this;
  }

  private float leading(int layer, int unit) {
    float bias = parameters[shape.biases(layer) + unit];
    for (int i = 0; bias == 0 && i < shape.fanIn(layer); i++) {
      bias = parameters[incoming(layer, i, unit)];
    }
    return bias;
  }

  private int incoming(int layer, int from, int unit) {
    return shape.weights(layer) + from * shape.fanOut(layer) + unit;
  }

  private void checkHidden(int layer) {
    if (layer < 0 || layer >= shape.depth()) {
      throw new IllegalArgumentException(
          "layer must be in 0 .. %d: %d".formatted(shape.depth() - 1, layer));
    }
  }
}
