package io.anchorage.equation;

import io.anchorage.kernel.JetShape.Pair;
import io.anchorage.kernel.random.Draws;
import io.anchorage.signal.Signal;
import java.util.List;

/** An equation with all its numbers, to be solved on a grid. Immutable. */
public interface Problem {
  /**
   * How fast a coordinate that runs from -1 to 1 along an axis of the grid changes with what
   * derivatives are taken by, for each axis.
   */
  List<Float> rates();

  /** The axes of the second derivatives that the equation has, in the order of its jets. */
  List<Pair> pairs();

  /**
   * The points of a step and the loss on them.
   *
   * @param step from 0
   * @param steps of the whole fit
   */
  Batch draw(int step, int steps, Draws random);

  /** What a principled solver gives: values on the grid, and the scale on which they are drawn. */
  Signal reference();
}
