package io.anchorage.learn.input;

import io.anchorage.cloud.PointCloud;
import io.anchorage.family.arc.ArcConfig;
import io.anchorage.family.arc.ArcFamily;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;

/** The anchors and their latent vectors, as they are stored: what the ARC thesis classifies. */
public record Latents() implements CloudInput {
  @Override
  public PointCloud cloud(ArcConfig config, SharedParameters shared, Field field) {
    return new PointCloud(
        field.floats(ArcFamily.POSITIONS),
        field.floats(ArcFamily.LATENTS),
        field.count(ArcFamily.LATENT_DIM),
        field.grid().extent(0),
        field.grid().extent(1));
  }
}
