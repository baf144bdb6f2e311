package io.anchorage.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SsimTest {
  @ParameterizedTest
  @CsvSource({"1,28,28", "3,11,11", "1,12,40", "3,9,30", "2,8,5", "1,1,7", "1,2,2", "1,1,1"})
  void it_is_the_mean_of_the_formula_over_all_windows(int channels, int height, int width) {
    float[] x = random(channels * height * width, 1);
    float[] y = noisy(x, 2);

    assertThat(Ssim.of(x, y, channels, height, width))
        .isCloseTo(bruteForce(x, y, channels, height, width), within(1e-10));
  }

  @Test
  void a_constant_pair_follows_from_the_luminance_term_alone() {
    float[] x = new float[400];
    float[] y = new float[400];
    Arrays.fill(x, 0.25f);
    Arrays.fill(y, 0.75f);
    double expected = (2 * 0.25 * 0.75 + 1e-4) / (0.0625 + 0.5625 + 1e-4);

    assertThat(Ssim.of(x, y, 1, 20, 20)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void a_single_pixel_is_judged_by_its_luminance() {
    double expected = (2 * 0.5 * 1 + 1e-4) / (0.25 + 1 + 1e-4);

    assertThat(Ssim.of(new float[] {0.5f}, new float[] {1f}, 1, 1, 1))
        .isCloseTo(expected, within(1e-12));
  }

  @Property(tries = 50)
  void equal_images_have_one_and_the_order_does_not_matter(
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll int seed) {
    float[] x = random(height * width, seed);
    float[] y = noisy(x, seed + 1L);

    assertThat(Ssim.of(x, x.clone(), 1, height, width)).isEqualTo(1);
    assertThat(Ssim.of(x, y, 1, height, width))
        .isEqualTo(Ssim.of(y, x, 1, height, width))
        .isBetween(-1.0, 1.0);
  }

  @Test
  void a_negative_has_negative_structure() {
    float[] x = random(784, 3);
    float[] negative = new float[784];
    for (int i = 0; i < x.length; i++) {
      negative[i] = 1 - x[i];
    }

    assertThat(Ssim.of(x, negative, 1, 28, 28)).isNegative();
  }

  @Test
  void more_noise_is_less_similar() {
    float[] x = random(784, 4);
    float[] little = noisy(x, 5);
    float[] more = noisy(little, 6);

    assertThat(Ssim.of(x, little, 1, 28, 28)).isGreaterThan(Ssim.of(x, more, 1, 28, 28));
  }

  @Test
  void shapes_must_agree() {
    assertThatThrownBy(() -> Ssim.of(new float[12], new float[12], 1, 3, 3))
        .hasMessage("SSIM needs two images of 1 channels of 3x3: 12 and 12 samples");
  }

  /**
   * Wang et al.'s definition window by window, with two-dimensional weights and central moments.
   */
  private static double bruteForce(float[] x, float[] y, int channels, int height, int width) {
    int size = Math.min(11, Math.min(height, width));
    size -= (size + 1) % 2;
    double[][] w = new double[size][size];
    double total = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        int di = i - size / 2;
        int dj = j - size / 2;
        w[i][j] = Math.exp(-(di * di + dj * dj) / 4.5);
        total += w[i][j];
      }
    }
    double sum = 0;
    int windows = 0;
    for (int c = 0; c < channels; c++) {
      for (int r = 0; r + size <= height; r++) {
        for (int q = 0; q + size <= width; q++) {
          double[] meansAndVariances = new double[5];
          for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < size; i++) {
              for (int j = 0; j < size; j++) {
                int at = (c * height + r + i) * width + q + j;
                double weight = w[i][j] / total;
                if (pass == 0) {
                  meansAndVariances[0] += weight * x[at];
                  meansAndVariances[1] += weight * y[at];
                } else {
                  double dx = x[at] - meansAndVariances[0];
                  double dy = y[at] - meansAndVariances[1];
                  meansAndVariances[2] += weight * dx * dx;
                  meansAndVariances[3] += weight * dy * dy;
                  meansAndVariances[4] += weight * dx * dy;
                }
              }
            }
          }
          double[] m = meansAndVariances;
          sum +=
              (2 * m[0] * m[1] + 0.0001)
                  * (2 * m[4] + 0.0009)
                  / ((m[0] * m[0] + m[1] * m[1] + 0.0001) * (m[2] + m[3] + 0.0009));
          windows++;
        }
      }
    }
    return sum / windows;
  }

  private static float[] random(int length, long seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  private static float[] noisy(float[] x, long seed) {
    Random random = new Random(seed);
    float[] values = x.clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, Math.min(1, values[i] + 0.4f * (random.nextFloat() - 0.5f)));
    }
    return values;
  }
}
