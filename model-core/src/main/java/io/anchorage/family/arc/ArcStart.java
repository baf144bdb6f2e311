package io.anchorage.family.arc;

import io.anchorage.field.Field;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;

/**
 * The starting point of one cloud's fit: anchors, latents, neighbours and pixel order, the same for
 * every engine.
 */
public final class ArcStart {
  private final ArcState state;

  private ArcStart(ArcState state) {
    this.state = state;
  }

  /**
   * Draws a fit's starting point.
   *
   * @throws BadSignalException if the signal cannot be fitted under the decoder
   */
  public static ArcStart of(FitRecipe recipe, ArcDecoder decoder, FitTask task)
      throws BadSignalException {
    return new ArcStart(ArcState.start(recipe, decoder, task));
  }

  /** The number of latents of the cloud. */
  public int anchors() {
    return state.anchors();
  }

  /** The pixels sampled in each step. */
  public PixelOrder order() {
    return state.order();
  }

  /** [anchors][latentDim], the initial latents. */
  public float[] latents() {
    return state.compactLatents();
  }

  /** [pixels][slots], anchor indices, pixels in step order. Do not modify. */
  public int[] neighbours() {
    return state.points().anchors();
  }

  /** [pixels][2 slots], standardised row and column of each slot, pixels in step order. */
  public float[] relative() {
    int length = 2 * state.shape().slots();
    int row = state.shape().positionRow();
    float[] positions = state.points().positions();
    float[] relative = new float[state.points().count() * length];
    for (int p = 0; p < state.points().count(); p++) {
      System.arraycopy(positions, p * row, relative, p * length, length);
    }
    return relative;
  }

  /**
   * The field that latents represent.
   *
   * @param latents [anchors][latentDim]; owned by the field afterwards
   */
  public Field field(float[] latents) {
    return state.field(latents);
  }
}
