package io.anchorage.family.arc;

import io.anchorage.field.Field;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitTask;

/**
 * What one cloud's fit starts from: anchors, latents, neighbours and the order of the pixels, the
 * same whichever engine fits.
 */
public final class ArcStart {
  private final ArcState state;

  private ArcStart(ArcState state) {
    this.state = state;
  }

  /**
   * Draws the start of a fit.
   *
   * @throws BadSignalException if the signal cannot be fitted under the decoder
   */
  public static ArcStart of(FitRecipe recipe, ArcDecoder decoder, FitTask task)
      throws BadSignalException {
    return new ArcStart(ArcState.start(recipe, decoder, task));
  }

  /** How many latents the cloud has. */
  public int anchors() {
    return state.anchors();
  }

  /** Which pixels each step samples. */
  public PixelOrder order() {
    return state.order();
  }

  /** [anchors][latentDim], before the first step. */
  public float[] latents() {
    return state.compactLatents();
  }

  /** [pixels][slots], pixels in the order of the steps: numbers of anchors. Read it. */
  public int[] neighbours() {
    return state.points().anchors();
  }

  /** [pixels][2 slots], pixels in the order of the steps: row and column of each, standardised. */
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
   * The field that latents stand for.
   *
   * @param latents [anchors][latentDim]; becomes the field's own
   */
  public Field field(float[] latents) {
    return state.field(latents);
  }
}
