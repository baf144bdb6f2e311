package io.anchorage.fit;

import io.anchorage.field.Field;
import java.util.List;
import java.util.Optional;

/** How the fit of one image ended. */
public sealed interface FieldOutcome {
  String id();

  int repeat();

  /**
   * A field and its scores.
   *
   * @param steps optimiser steps taken
   * @param stoppedBy the rule that ended the fit
   * @param loss mean squared error over the whole grid and all channels, in normalised values, at
   *     the final parameters
   * @param psnr in dB on the unit pixel scale, peak 1, reconstruction clamped to [0, 1]
   * @param ssim mean over channels on the unit pixel scale
   * @param curve the training loss after each of the recipe's {@code curveAt} steps that the fit
   *     reached
   * @param task how good the field is at its task; empty if it was fitted to the image itself
   */
  record Fitted(
      String id,
      int repeat,
      Field field,
      int steps,
      StopReason stoppedBy,
      double loss,
      double psnr,
      double ssim,
      List<Float> curve,
      Optional<TaskScores> task)
      implements FieldOutcome {
    public Fitted {
      curve = List.copyOf(curve);
    }

    /** The field of an image itself. */
    public Fitted(
        String id,
        int repeat,
        Field field,
        int steps,
        StopReason stoppedBy,
        double loss,
        double psnr,
        double ssim,
        List<Float> curve) {
      this(id, repeat, field, steps, stoppedBy, loss, psnr, ssim, curve, Optional.empty());
    }
  }

  /**
   * No field: a row in the failures table.
   *
   * @param stage read, decode, transform or fit
   * @param error the error's class
   * @param message one line
   */
  record Failed(String id, int repeat, String stage, String error, String message)
      implements FieldOutcome {}
}
