package io.anchorage.fit.cuda;

import io.anchorage.field.Field;

/** One fit on the host: what it starts from, and what the device's numbers mean. */
public interface DeviceFit {
  /** Fits of equal shapes are worked on by one program. */
  Object shape();

  /** The state that Adam moves, as the device keeps it. */
  float[] start();

  /**
   * Targets in the device's order.
   *
   * @param values [channels][grid points]
   */
  float[] targets(float[] values);

  /**
   * Values in the order of the grid.
   *
   * @param device in the order of {@link #targets}
   * @return [channels][grid points]
   */
  float[] values(float[] device);

  /** The field of a state. */
  Field field(float[] state);
}
