package io.anchorage.fit.cuda;

import io.anchorage.kernel.cuda.DeviceArray;

/**
 * The kernels of fits of one shape. Queues work on its cohort's stream and does not wait for it.
 */
public interface Program {
  /**
   * What all programs of a cohort work on, one row a fit.
   *
   * @param state [fits][numbers of a state]
   * @param firstMoments as state
   * @param secondMoments as state
   * @param targets [fits][numbers of a target]
   * @param values as targets
   * @param losses [fits]
   * @param chosen [fits] numbers of those that a call is about
   * @param adamSteps [steps of a call][2]
   */
  record Arrays(
      DeviceArray state,
      DeviceArray firstMoments,
      DeviceArray secondMoments,
      DeviceArray targets,
      DeviceArray values,
      DeviceArray losses,
      DeviceArray chosen,
      DeviceArray adamSteps) {}

  /**
   * Takes steps.
   *
   * @param fits how many are chosen
   * @param taken steps that each of them has taken before
   * @param count steps to take
   */
  void step(Arrays arrays, int fits, int taken, int count);

  /** Computes the values of the chosen fits on their grid. */
  void values(Arrays arrays, int fits);
}
