package io.anchorage.family.arc;

import io.anchorage.field.Anchored;
import io.anchorage.field.Field;

/** The anchors and latents of an ARC, read from its columns. */
final class ArcAnchors implements Anchored {
  @Override
  public float[] positions(Field field) {
    return field.floats(ArcFamily.POSITIONS);
  }

  @Override
  public float[] latents(Field field) {
    return field.floats(ArcFamily.LATENTS);
  }

  @Override
  public int latentDim(Field field) {
    return field.count(ArcFamily.LATENT_DIM);
  }
}
