package io.anchorage.field;

import io.anchorage.kernel.MlpShape;

/** An adapter for families whose fields are coordinate MLPs. */
@FunctionalInterface
public interface Layered {
  /**
   * The network whose parameters a field holds.
   *
   * @param axes of the signals
   * @param channels of the signals
   */
  MlpShape network(FamilyConfig config, int axes, int channels);
}
