package io.anchorage.learn.input;

import io.anchorage.cloud.PointCloud;
import io.anchorage.family.arc.ArcConfig;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import java.io.Serializable;

/** How an ARC becomes the cloud that a classifier sees. */
public sealed interface CloudInput extends Serializable permits Latents, AnchoredProbes, Rendered {
  /**
   * The cloud of a field.
   *
   * @param config of the field's family
   * @param shared the decoder of the field's table
   */
  PointCloud cloud(ArcConfig config, SharedParameters shared, Field field);
}
