package io.anchorage.kernel;

/**
 * A loss that is a sum over points of a function of a network's values and derivatives there. It is
 * asked for points in any order, by several threads.
 */
@FunctionalInterface
public interface JetLoss {
  /**
   * The loss of one point.
   *
   * @param point its number
   * @param y [orders][outputs] the network's jet
   * @param slopes [orders][outputs] zeros on entry; receives the loss's gradient by y
   * @return the point's part of the sum
   */
  double at(int point, double[][] y, double[][] slopes);
}
