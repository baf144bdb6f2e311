package io.anchorage.kernel;

import java.util.List;

/**
 * Which derivatives of a network by its coordinates are taken: all first ones, and chosen second
 * ones. A <i>jet</i> is the list of a number's value and these derivatives, its <i>orders</i>:
 *
 * <pre>
 * 0                      the value
 * 1 + k                  the first derivative by coordinate k
 * 1 + coordinates + p    the second derivative by the coordinates of pair p
 * </pre>
 *
 * @param network of plain layers: sine, tanh or ReLU, on the coordinates themselves or scaled
 * @param rates how fast each input of the network changes with the coordinate that derivatives are
 *     taken by: 1 if that is the input itself
 * @param pairs of coordinates of the second derivatives
 */
public record JetShape(MlpShape network, List<Float> rates, List<Pair> pairs) {
  /** The coordinates of a second derivative, in ascending order. */
  public record Pair(int a, int b) {}

  public JetShape {
    rates = List.copyOf(rates);
    pairs = List.copyOf(pairs);
    if (!suits(network)) {
      throw new IllegalArgumentException("Jets do not go through such a network: " + network);
    }
    if (rates.size() != network.mapping().coordinates()) {
      throw new IllegalArgumentException("A rate for each coordinate is needed: " + rates);
    }
    for (Pair pair : pairs) {
      if (pair.a() < 0 || pair.a() > pair.b() || pair.b() >= rates.size()) {
        throw new IllegalArgumentException("Pairs must be coordinates in ascending order: " + pair);
      }
    }
  }

  /** Whether jets go through a network. */
  public static boolean suits(MlpShape network) {
    Activation activation = network.activation();
    InputMapping mapping = network.mapping();
    return (activation instanceof Sine || activation instanceof Tanh || activation instanceof Relu)
        && (mapping instanceof InputMapping.Identity || mapping instanceof Affine);
  }

  public int coordinates() {
    return rates.size();
  }

  /** Length of a jet. */
  public int orders() {
    return 1 + rates.size() + pairs.size();
  }

  /** The order of a first derivative. */
  public int first(int coordinate) {
    return 1 + coordinate;
  }

  /** The order of the second derivative of a pair. */
  public int second(int pair) {
    return 1 + rates.size() + pair;
  }

  /** What the first layer's input changes by, with the coordinate. */
  float slope(int coordinate) {
    return network.mapping() instanceof Affine affine
        ? affine.scale() * rates.get(coordinate)
        : rates.get(coordinate);
  }
}
