package io.anchorage.equation;

import io.anchorage.kernel.JetLoss;

/**
 * What one step sees of a problem.
 *
 * <p>Not a record, because the array is large and never compared.
 */
public final class Batch {
  private final float[][] points;
  private final JetLoss loss;

  /**
   * @param points [axes][points] from -1 to 1 along each axis of the problem's grid
   * @param loss of a field at these points; its jets' coordinates are the grid's axes
   */
  Batch(float[][] points, JetLoss loss) {
    this.points = points;
    this.loss = loss;
  }

  public float[][] points() {
    return points;
  }

  public JetLoss loss() {
    return loss;
  }
}
