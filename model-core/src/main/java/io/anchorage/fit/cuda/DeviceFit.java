package io.anchorage.fit.cuda;

import io.anchorage.field.Field;

/** One fit on the host: its starting point, and how to interpret the device's values. */
public interface DeviceFit {
  /** Fits of equal shape share one program. */
  Object shape();

  /** The initial state that Adam updates, in the device's layout. */
  float[] start();

  /**
   * Converts targets to the device's order.
   *
   * @param values [channels][grid points]
   */
  float[] targets(float[] values);

  /**
   * Converts values to grid order.
   *
   * @param device in the order of {@link #targets}
   * @return [channels][grid points]
   */
  float[] values(float[] device);

  /** The field that a state represents. */
  Field field(float[] state);
}
