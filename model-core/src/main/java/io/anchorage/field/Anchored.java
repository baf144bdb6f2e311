package io.anchorage.field;

/** An adapter for families whose fields are points in the plane, each with a latent vector. */
public interface Anchored {
  /** [anchors][2], row and column in pixels. The field's own array: do not modify. */
  float[] positions(Field field);

  /** [anchors][{@link #latentDim}]. The field's own array: do not modify. */
  float[] latents(Field field);

  /** Length of a latent vector. */
  int latentDim(Field field);

  /**
   * The same field with other anchors.
   *
   * @param positions [anchors][2], row and column in pixels; kept, not copied
   * @param latents [anchors][latentDim]; kept, not copied
   */
  Field with(Field field, float[] positions, float[] latents);
}
