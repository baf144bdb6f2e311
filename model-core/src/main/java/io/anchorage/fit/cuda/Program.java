package io.anchorage.fit.cuda;

import io.anchorage.kernel.cuda.DeviceArray;

/**
 * The kernels for fits of one shape. Work is queued on the batch's stream, without waiting for it.
 */
public interface Program {
  /**
   * The arrays of a batch, one row per fit.
   *
   * @param state [fits][values of a state]
   * @param firstMoments like state
   * @param secondMoments like state
   * @param targets [fits][values of a target]
   * @param values like targets
   * @param losses [fits]
   * @param chosen [fits], indices of the fits that a call applies to
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
   * @param members the chosen fits
   * @param taken steps that each of them has already taken
   * @param count steps to take
   */
  void step(Arrays arrays, int[] members, int taken, int count);

  /** Computes the values of the chosen fits on their grids. */
  void values(Arrays arrays, int fits);
}
