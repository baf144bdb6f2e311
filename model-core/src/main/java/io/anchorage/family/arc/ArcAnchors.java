package io.anchorage.family.arc;

import io.anchorage.field.Anchored;
import io.anchorage.field.Field;
import java.util.Map;

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

  /** Relative positions keep the scale that the fit took from its own anchors. */
  @Override
  public Field with(Field field, float[] positions, float[] latents) {
    return field.with(
        Map.of(
            ArcFamily.NUM_LATENTS, positions.length / 2,
            ArcFamily.POSITIONS, positions,
            ArcFamily.LATENTS, latents));
  }
}
