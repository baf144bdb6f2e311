package io.anchorage.field;

/** An adapter of families whose fields are points of the plane with a latent vector each. */
public interface Anchored {
  /** [anchors][2], row and column in pixels. The field's own array: read it, do not write. */
  float[] positions(Field field);

  /** [anchors][{@link #latentDim}]. The field's own array: read it, do not write. */
  float[] latents(Field field);

  /** Length of a latent vector. */
  int latentDim(Field field);
}
