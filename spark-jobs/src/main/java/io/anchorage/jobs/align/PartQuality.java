package io.anchorage.jobs.align;

import io.anchorage.field.Croppable.Box;
import io.anchorage.field.Field;
import io.anchorage.score.Psnr;
import io.anchorage.score.Ssim;
import io.anchorage.signal.Grid;
import io.anchorage.signal.UnitImage;

/**
 * How well a field represents a part of an image; all NaN if the image is not there.
 *
 * @param loss mean squared error in normalised values
 * @param psnr in dB, on the unit scale
 * @param ssim on the unit scale
 */
record PartQuality(double loss, double psnr, double ssim) {
  private static final PartQuality UNKNOWN = new PartQuality(Double.NaN, Double.NaN, Double.NaN);

  /**
   * Compares a part.
   *
   * @param image the whole image, [channels][points] on the unit scale; null if it is not there
   * @param whole the image's grid
   * @param values the part's, [channels][points], normalised
   */
  static PartQuality of(float[] image, Grid whole, Box box, Field part, float[] values) {
    if (image == null) {
      return UNKNOWN;
    }
    int height = box.size().get(0);
    int width = box.size().get(1);
    float[] wanted = new float[values.length];
    double sum = 0;
    for (int i = 0; i < wanted.length; i++) {
      int channel = i / (height * width);
      int row = box.first().get(0) + i / width % height;
      int column = box.first().get(1) + i % width;
      wanted[i] = image[(channel * whole.extent(0) + row) * whole.extent(1) + column];
      double error = values[i] - (double) part.normalisation().toValue(channel, wanted[i]);
      sum += error * error;
    }
    float[] shown = UnitImage.samples(values, part.normalisation());
    return new PartQuality(
        sum / values.length,
        Psnr.of(wanted, shown),
        Ssim.of(wanted, shown, part.channels(), height, width));
  }
}
