package io.anchorage.kernel;

import io.anchorage.kernel.Sheets.Rows;
import java.util.Arrays;

/**
 * The values of {@link Filters} at a block of points, and the way back to their numbers.
 *
 * <p>The exponent is a linear function of x and |x|^2, so it is one small product, too:
 *
 * <pre>
 * -gamma / 2 |x - mu|^2 = sum_k x_k (gamma mu_k) - |x|^2 gamma / 2 - gamma / 2 |mu|^2
 * </pre>
 *
 * <p>With A_k, B and C the gradients by the three factors of its right-hand side,
 *
 * <pre>
 * dL/dmu_k = gamma (A_k - mu_k C),  dL/dgamma = sum_k A_k mu_k - B / 2 - C |mu|^2 / 2
 * </pre>
 */
final class FilterBank implements LearntFeatures {
  private static final float LOG2E = (float) (1 / Math.log(2));

  private final Filters filters;
  private final Sheets sheets;
  private final int begin;
  private final InputMapping coordinates;

  /** The coordinates, then |x|^2. */
  private final int point;

  private final Filter[] all;
  private float[] parameters = {};

  /**
   * The sheets and matrices of one filter.
   *
   * @param phase matrix of the wave's phases
   * @param exponent matrix of the window's exponents; -1 without window
   * @param sine sheet of the wave
   * @param cosine sheet of its derivative; on the way back, of the gradient by the phase
   * @param window its sheet; on the way back, that of the gradient by the exponent
   * @param value sheet of g
   * @param slope sheet of the gradient by g
   */
  private record Filter(
      int phase, int exponent, Rows sine, Rows cosine, Rows window, Rows value, Rows slope) {}

  /**
   * @param begin where the filters' numbers lie among the parameters
   */
  FilterBank(Filters filters, int begin, Sheets sheets) {
    this.filters = filters;
    this.sheets = sheets;
    this.begin = begin;
    this.coordinates = new InputMapping.Identity(filters.coordinates());
    this.point = sheets.sheet(filters.coordinates() + 1);
    this.all = new Filter[filters.count()];
    for (int f = 0; f < all.length; f++) {
      all[f] =
          new Filter(
              sheets.matrix(filters.coordinates(), filters.width()),
              filters.windowed() ? sheets.matrix(filters.coordinates() + 1, filters.width()) : -1,
              rows(),
              rows(),
              rows(),
              rows(),
              rows());
    }
  }

  private Rows rows() {
    return new Rows(sheets.sheet(filters.width()), 0, filters.width());
  }

  /** The values of a filter. */
  Rows value(int filter) {
    return all[filter].value();
  }

  /** Where a layer writes the loss's gradient by the values of its filter, but the first. */
  Rows slope(int filter) {
    return all[filter].slope();
  }

  @Override
  public void load(float[] from) {
    parameters = from;
    int width = filters.width();
    int axes = filters.coordinates();
    float[] exponent = new float[(axes + 2) * width];
    for (int f = 0; f < all.length; f++) {
      sheets.load(
          all[f].phase(),
          from,
          begin + filters.frequencies(f),
          begin + filters.phases(f),
          (float) (1 / Math.PI),
          1f);
      if (filters.windowed()) {
        exponents(f, exponent);
        sheets.load(all[f].exponent(), exponent, 0, (axes + 1) * width, LOG2E, 1f);
      }
    }
  }

  /** The exponent's matrix and biases: [coordinates, |x|^2, 1][width]. */
  private void exponents(int filter, float[] out) {
    int width = filters.width();
    int axes = filters.coordinates();
    int gammas = begin + filters.gammas(filter);
    for (int j = 0; j < width; j++) {
      float gamma = parameters[gammas + j];
      float square = 0;
      for (int k = 0; k < axes; k++) {
        float mu = parameters[begin + filters.centres(filter) + k * width + j];
        out[k * width + j] = gamma * mu;
        square = Math.fma(mu, mu, square);
      }
      out[axes * width + j] = -0.5f * gamma;
      out[(axes + 1) * width + j] = -0.5f * gamma * square;
    }
  }

  @Override
  public void forward(MlpPoints points, int position, int sheet, int block) {
    int axes = filters.coordinates();
    sheets.features(coordinates, points, position, point, block);
    Rows square = new Rows(point, axes, 1);
    Rows first = new Rows(point, 0, 1);
    sheets.product(first, first, square, block);
    for (int k = 1; k < axes; k++) {
      Rows next = new Rows(point, k, 1);
      sheets.plusProduct(next, next, 1f, square, block);
    }
    for (Filter filter : all) {
      sheets.dense(filter.phase(), point, filter.sine().sheet(), block);
      sheets.waves(filter.sine(), filter.cosine(), block);
      if (filters.windowed()) {
        sheets.dense(filter.exponent(), point, filter.window().sheet(), block);
        sheets.powers(filter.window(), block);
        sheets.product(filter.sine(), filter.window(), filter.value(), block);
      } else {
        sheets.times(filter.sine(), 1f, filter.value(), block);
      }
    }
    sheets.times(all[0].value(), 1f, new Rows(sheet, 0, filters.width()), block);
  }

  @Override
  public void backward(MlpPoints points, int position, int slope, int block, float[] gradient) {
    sheets.times(new Rows(slope, 0, filters.width()), 1f, all[0].slope(), block);
    for (Filter filter : all) {
      sheets.product(filter.slope(), filter.cosine(), filter.cosine(), block);
      if (filters.windowed()) {
        sheets.product(filter.cosine(), filter.window(), filter.cosine(), block);
        sheets.product(filter.slope(), filter.value(), filter.window(), block);
      }
    }
  }

  @Override
  public void put(int columns, float[] gradient) {
    int width = filters.width();
    int axes = filters.coordinates();
    float[] exponent = new float[(axes + 2) * width];
    for (int f = 0; f < all.length; f++) {
      sheets.gradient(
          all[f].phase(),
          point,
          all[f].cosine().sheet(),
          columns,
          gradient,
          begin + filters.frequencies(f),
          begin + filters.phases(f));
      if (filters.windowed()) {
        Arrays.fill(exponent, 0f);
        sheets.gradient(
            all[f].exponent(),
            point,
            all[f].window().sheet(),
            columns,
            exponent,
            0,
            (axes + 1) * width);
        window(f, exponent, gradient);
      }
    }
  }

  private void window(int filter, float[] exponent, float[] gradient) {
    int width = filters.width();
    int axes = filters.coordinates();
    int gammas = begin + filters.gammas(filter);
    for (int j = 0; j < width; j++) {
      float gamma = parameters[gammas + j];
      float bias = exponent[(axes + 1) * width + j];
      float sum = -0.5f * exponent[axes * width + j];
      float square = 0;
      for (int k = 0; k < axes; k++) {
        int at = begin + filters.centres(filter) + k * width + j;
        float mu = parameters[at];
        gradient[at] += gamma * Math.fma(-mu, bias, exponent[k * width + j]);
        sum = Math.fma(exponent[k * width + j], mu, sum);
        square = Math.fma(mu, mu, square);
      }
      gradient[gammas + j] += Math.fma(-0.5f * square, bias, sum);
    }
  }
}
