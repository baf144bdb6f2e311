package io.anchorage.family.mlp;

import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Layered;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.random.Seeds;

/** The networks of coordinate MLPs. */
final class MlpNetworks implements Layered {
  @Override
  public MlpShape network(FamilyConfig config, int axes, int channels) {
    return MlpGeometry.shape((MlpConfig) config, axes, channels);
  }

  @Override
  public float[] start(FamilyConfig config, MlpShape network, Seeds seeds) {
    return ((MlpConfig) config).start(network, seeds::stream);
  }
}
