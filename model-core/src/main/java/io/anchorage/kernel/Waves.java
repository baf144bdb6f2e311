package io.anchorage.kernel;

import java.util.List;

/**
 * Sines and cosines of linear forms of the coordinates, with frequencies that are not trained:
 *
 * <pre>
 * phase_j(x) = sum_k f_jk x_k        half turns, fused, k upwards
 * features   = [x,] sin pi phase_0, sin pi phase_1, ..., cos pi phase_0, cos pi phase_1, ...
 * </pre>
 *
 * <p>Random frequencies make the Fourier features of M. Tancik et al. (2020), powers of two on each
 * axis the encoding of B. Mildenhall et al. (NeRF, 2020).
 *
 * @param coordinates of a point, 1 to 3
 * @param kept whether the coordinates themselves are the first features
 * @param frequencies [frequencies][coordinates], row-major, in half turns for each unit of a
 *     coordinate
 */
public record Waves(int coordinates, boolean kept, List<Float> frequencies)
    implements InputMapping {
  public Waves {
    frequencies = List.copyOf(frequencies);
    if (frequencies.isEmpty() || frequencies.size() % coordinates != 0) {
      throw new IllegalArgumentException(
          "Waves of %d coordinates need whole rows of frequencies: %d"
              .formatted(coordinates, frequencies.size()));
    }
  }

  /** Number of sines. */
  public int count() {
    return frequencies.size() / coordinates;
  }

  /** Features before the first sine. */
  public int before() {
    return kept ? coordinates : 0;
  }

  @Override
  public int features() {
    return before() + 2 * count();
  }

  /** f_jk. */
  public float frequency(int j, int k) {
    return frequencies.get(j * coordinates + k);
  }

  @Override
  public void apply(float[][] x, int from, int count, float[] out, int stride) {
    for (int k = 0; k < before(); k++) {
      System.arraycopy(x[k], from, out, k * stride, count);
    }
    float[] sin = new float[count];
    float[] cos = new float[count];
    for (int j = 0; j < count(); j++) {
      for (int n = 0; n < count; n++) {
        float phase = x[0][from + n] * frequency(j, 0);
        for (int k = 1; k < coordinates; k++) {
          phase = Math.fma(x[k][from + n], frequency(j, k), phase);
        }
        SinCosPi.into(phase, sin, cos, n);
      }
      System.arraycopy(sin, 0, out, (before() + j) * stride, count);
      System.arraycopy(cos, 0, out, (before() + count() + j) * stride, count);
    }
  }
}
