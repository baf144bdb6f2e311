package io.anchorage.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.score.Psnr;
import io.anchorage.signal.UnitImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearOperatorTest {
  @Test
  void each_transpose_has_the_inner_products_of_its_operator() {
    record Case(LinearOperator operator, int points) {}
    for (Case each :
        List.of(
            new Case(new Radon(17, 12, 23), 17 * 12),
            new Case(new Radon(16, 16, 180), 256),
            new Case(new Radon(1, 5, 4), 5),
            new Case(new AreaMean(12, 8, 4), 96),
            new Case(new LinearOperator.Identity(9), 9))) {
      float[] x = Pictures.noise(each.points(), "x");
      float[] y = Pictures.noise(each.operator().samples(), "y");

      double forward = dot(each.operator().apply(x), y);
      double back = dot(x, each.operator().transpose(y));

      double size = Math.sqrt(dot(x, x) * dot(y, y));
      assertThat(forward).as("%s", each.operator()).isCloseTo(back, within(1e-6 * size));
      assertThat(Math.abs(forward)).isGreaterThan(1e-4 * size);
    }
  }

  @Test
  void the_first_projection_is_the_mean_of_each_column() {
    float[] image = Pictures.noise(6 * 4, "image");

    float[] sinogram = new Radon(6, 4, 10).apply(image);

    for (int j = 0; j < 4; j++) {
      double sum = 0;
      for (int i = 0; i < 6; i++) {
        sum += image[i * 4 + j];
      }
      assertThat(sinogram[j]).isCloseTo((float) (sum / 6), within(1e-6f));
    }
  }

  @Test
  void the_projection_at_a_right_angle_is_the_mean_of_each_row() {
    float[] image = Pictures.noise(25, "image");

    float[] sinogram = new Radon(5, 5, 2).apply(image);

    for (int j = 0; j < 5; j++) {
      double sum = 0;
      for (int i = 0; i < 5; i++) {
        sum += image[j * 5 + i];
      }
      assertThat(sinogram[5 + j]).isCloseTo((float) (sum / 5), within(1e-6f));
    }
  }

  /** The chord of a disc of radius r at a distance x from its centre is 2 sqrt(r^2 - x^2) long. */
  @Test
  void a_disc_has_the_projection_of_a_disc_at_all_angles() {
    int side = 65;
    double radius = 20;
    float[] disc = new float[side * side];
    for (int p = 0; p < disc.length; p++) {
      int row = p / side - 32;
      int column = p % side - 32;
      disc[p] = row * row + column * column <= radius * radius ? 1 : 0;
    }

    float[] sinogram = new Radon(side, side, 7).apply(disc);

    for (int s = 0; s < sinogram.length; s++) {
      double x = s % side - 32;
      double chord = Math.abs(x) < radius ? 2 * Math.sqrt(radius * radius - x * x) : 0;
      assertThat(sinogram[s] * side).isCloseTo((float) chord, within(Math.abs(x) > 18 ? 6f : 1.6f));
    }
  }

  @Test
  void filtered_back_projection_shows_the_image_that_the_sinogram_is_of() {
    int side = 64;
    float[] image = new float[side * side];
    for (int p = 0; p < image.length; p++) {
      int row = p / side;
      double r = (row - 31.5) / 32;
      double c = (p % side - 31.5) / 32;
      image[p] =
          (float)
              (0.7 * Math.exp(-9 * (r * r + c * c))
                  + 0.3 * Math.exp(-30 * ((r - .3) * (r - .3) + c * c)));
    }
    Radon radon = new Radon(side, side, 120);

    float[] back = new BackProjection(radon).of(radon.apply(image));

    assertThat(Psnr.of(image, back)).isGreaterThan(32);
  }

  @Test
  void areas_are_averaged() {
    float[] plane = {1, 2, 3, 4, 5, 6, 7, 8};

    assertThat(new AreaMean(2, 4, 2).apply(plane)).containsExactly(3.5f, 5.5f);
    assertThat(new AreaMean(2, 4, 2).transpose(new float[] {4, 8}))
        .containsExactly(1, 1, 2, 2, 1, 1, 2, 2);
    assertThatThrownBy(() -> new AreaMean(3, 4, 2)).hasMessageContaining("4x3");
  }

  @Test
  void an_enlarged_constant_is_constant_and_an_enlarged_ramp_a_ramp() {
    float[] constant = new float[6];
    Arrays.fill(constant, 0.3f);

    assertThat(Planes.enlarged(constant, 2, 3, 4)).containsOnly(0.3f);
    assertThat(Planes.enlarged(new float[] {0, 1}, 1, 2, 4))
        .startsWith(0, 0, 0.125f, 0.375f, 0.625f, 0.875f, 1, 1);
  }

  @Test
  void samples_of_unit_images_are_between_zero_and_one() {
    Observation noisy = Pictures.of(new Denoise(4, 2, 0, 0), Pictures.waves("a", 8, 8, 1));

    float[] shown = UnitImage.samples(noisy.estimate(), noisy.seen().normalisation());
    for (float sample : shown) {
      assertThat(sample).isBetween(0f, 1f);
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
