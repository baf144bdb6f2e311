package io.anchorage.jobs.table.rows;

/**
 * A row's description of its field, without the parameters.
 *
 * @param id the image's stable id
 * @param repeat which of the image's redundant fits, from 0
 * @param label class number, or -1 if the source has none
 * @param labelName class name, or empty if the source has none
 * @param split {@code train} or {@code test}
 * @param width width in pixels of the fitted grid, after the transforms
 * @param height height in pixels of the fitted grid, after the transforms
 * @param channels number of channels of the signal
 * @param family the family's name
 * @param steps optimiser steps taken
 * @param loss mean squared error over the whole grid, in normalised values; NaN if it was not
 *     measured
 * @param psnr PSNR in dB, on the unit pixel scale; NaN if it was not measured
 * @param ssim SSIM on the unit pixel scale; NaN if it was not measured
 * @param seed the recipe's seed
 * @param engine the engine that did the arithmetic
 * @param recipeHash the recipe's hash, as in the manifest
 * @param pixelHash SHA-256 of the decoded pixels, hexadecimal
 * @param inputBytes size of the file that held the image, in bytes; -1 if unknown
 * @param inputTime its time of modification, in milliseconds since 1970; -1 if unknown
 * @param stoppedBy the rule that ended the fit: {@code steps}, {@code target-psnr} or {@code
 *     plateau}; empty in tables before format 1.3
 */
public record FieldSummary(
    String id,
    int repeat,
    int label,
    String labelName,
    String split,
    int width,
    int height,
    int channels,
    String family,
    int steps,
    double loss,
    double psnr,
    double ssim,
    long seed,
    String engine,
    String recipeHash,
    String pixelHash,
    long inputBytes,
    long inputTime,
    String stoppedBy) {
  public FieldKey key() {
    return new FieldKey(id, repeat);
  }

  /**
   * The description of a part of the field or of an extended one, for a table of another recipe.
   *
   * @param taken optimiser steps that led to it from where its fit began
   */
  public FieldSummary withPart(
      int partHeight,
      int partWidth,
      int taken,
      double partLoss,
      double partPsnr,
      double partSsim,
      String other) {
    return new FieldSummary(
        id,
        repeat,
        label,
        labelName,
        split,
        partWidth,
        partHeight,
        channels,
        family,
        taken,
        partLoss,
        partPsnr,
        partSsim,
        seed,
        engine,
        other,
        pixelHash,
        inputBytes,
        inputTime,
        stoppedBy);
  }

  /** The same description of a field of another class. */
  public FieldSummary labelled(int newLabel, String newLabelName) {
    return new FieldSummary(
        id,
        repeat,
        newLabel,
        newLabelName,
        split,
        width,
        height,
        channels,
        family,
        steps,
        loss,
        psnr,
        ssim,
        seed,
        engine,
        recipeHash,
        pixelHash,
        inputBytes,
        inputTime,
        stoppedBy);
  }

  /** The same description of a field on another grid. */
  public FieldSummary sized(int newHeight, int newWidth) {
    return new FieldSummary(
        id,
        repeat,
        label,
        labelName,
        split,
        newWidth,
        newHeight,
        channels,
        family,
        steps,
        loss,
        psnr,
        ssim,
        seed,
        engine,
        recipeHash,
        pixelHash,
        inputBytes,
        inputTime,
        stoppedBy);
  }

  /** The same description with the scores of its field beside an image. */
  public FieldSummary scored(double newLoss, double newPsnr, double newSsim, String newPixelHash) {
    return new FieldSummary(
        id,
        repeat,
        label,
        labelName,
        split,
        width,
        height,
        channels,
        family,
        steps,
        newLoss,
        newPsnr,
        newSsim,
        seed,
        engine,
        recipeHash,
        newPixelHash,
        inputBytes,
        inputTime,
        stoppedBy);
  }

  /** The same description, for a table of another recipe. */
  public FieldSummary withRecipeHash(String other) {
    return new FieldSummary(
        id,
        repeat,
        label,
        labelName,
        split,
        width,
        height,
        channels,
        family,
        steps,
        loss,
        psnr,
        ssim,
        seed,
        engine,
        other,
        pixelHash,
        inputBytes,
        inputTime,
        stoppedBy);
  }
}
