package io.anchorage.family.composed;

import io.anchorage.kernel.Filters;
import io.anchorage.kernel.random.Draws;
import io.anchorage.kernel.random.Philox;
import java.util.function.Function;

/**
 * The start of a multiplicative filter network's filters, as in the published code. Of k filters,
 * each has
 *
 * <pre>
 * gamma ~ Gamma(alpha / k, rate beta),  mu ~ U(-1, 1),  phi ~ U(-pi, pi),
 * F ~ U(-1, 1) scale sqrt(gamma / (k coordinates)),
 * </pre>
 *
 * <p>where gamma is 1 in F without windows.
 *
 * @param scale in (0, 10000]
 * @param alpha 0 for filters without windows
 */
record FilterStart(float scale, float alpha, float beta) {
  /** The greatest scale. */
  static final int MOST_SCALE = 10_000;

  /** The filters of a network. */
  Filters of(int coordinates, int width, int depth) {
    return new Filters(coordinates, width, depth + 1, alpha > 0);
  }

  /**
   * Draws all numbers.
   *
   * @param begin of the filters' numbers in {@code out}
   */
  void draw(Filters filters, Function<String, Philox> streams, float[] out, int begin) {
    int width = filters.width();
    int axes = filters.coordinates();
    double reach = scale / Math.sqrt((double) filters.count() * axes);
    for (int f = 0; f < filters.count(); f++) {
      Philox waves = streams.apply("composed/filters/waves/" + f);
      waves.fillUniform(out, begin + filters.frequencies(f), begin + filters.phases(f), -1f, 1f);
      float pi = (float) Math.PI;
      int phases = begin + filters.phases(f);
      streams
          .apply("composed/filters/phases/" + f)
          .fillUniform(out, phases, phases + width, -pi, pi);
      if (filters.windowed()) {
        int centres = begin + filters.centres(f);
        streams
            .apply("composed/filters/centres/" + f)
            .fillUniform(out, centres, centres + axes * width, -1f, 1f);
      }
      Draws draws = new Draws(streams.apply("composed/filters/gammas/" + f));
      for (int j = 0; j < width; j++) {
        double gamma = 1;
        if (filters.windowed()) {
          gamma = draws.gamma(alpha / filters.count()) / beta;
          out[begin + filters.gammas(f) + j] = (float) gamma;
        }
        for (int k = 0; k < axes; k++) {
          int at = begin + filters.frequencies(f) + k * width + j;
          out[at] = (float) (out[at] * reach * Math.sqrt(gamma));
        }
      }
    }
  }
}
