package io.anchorage.field;

import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Seeds;

/** An adapter for families whose fields are coordinate MLPs. */
public interface Layered {
  /**
   * The network whose parameters a field holds.
   *
   * @param axes of the signals
   * @param channels of the signals
   */
  MlpShape network(FamilyConfig config, int axes, int channels);

  /**
   * Draws the random parameters that a fit starts from which draws its own.
   *
   * @return in the network's layout
   */
  float[] start(FamilyConfig config, MlpShape network, Seeds seeds);
}
