package io.anchorage.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.kernel.random.Philox;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GradientSamplerTest {
  @Test
  void the_weight_is_the_length_of_the_sobel_gradient_over_all_channels() {
    float[] ramp = new float[2 * 5 * 4];
    for (int p = 0; p < 20; p++) {
      ramp[p] = 3f * Math.floorDiv(p, 4);
      ramp[20 + p] = 4f * (p % 4);
    }
    double[] weights = GradientSampler.weights(signal(5, 4, 2, ramp));
    assertThat(weights[1 * 4 + 1]).isCloseTo(5, within(1e-12));
    assertThat(weights[3 * 4 + 2]).isCloseTo(5, within(1e-12));
    assertThat(weights[0]).as("replicated border halves both").isCloseTo(2.5, within(1e-12));
  }

  @Property(tries = 100)
  void as_many_distinct_pixels_as_wanted_are_drawn_in_ascending_order(
      @ForAll @IntRange(min = 2, max = 15) int height,
      @ForAll @IntRange(min = 2, max = 15) int width,
      @ForAll @IntRange(min = 4, max = 60) int wanted,
      @ForAll long seed) {
    int[] drawn = GradientSampler.sample(noise(height, width, seed), wanted, 4, new Philox(seed));
    assertThat(drawn).hasSize(Math.min(wanted, height * width)).doesNotHaveDuplicates().isSorted();
    assertThat(drawn[0]).isNotNegative();
    assertThat(drawn[drawn.length - 1]).isLessThan(height * width);
  }

  @Test
  void pixels_are_drawn_as_often_as_their_weights_say() {
    int draws = 20_000;
    Signal signal = noise(3, 3, 4);
    double[] weights = GradientSampler.weights(signal);
    int[] counts = new int[9];
    for (int i = 0; i < draws; i++) {
      counts[GradientSampler.sample(signal, 1, 1, new Philox(i))[0]]++;
    }
    double total = Arrays.stream(weights).sum();
    for (int p = 0; p < 9; p++) {
      double expected = weights[p] / total;
      double deviation = Math.sqrt(expected * (1 - expected) / draws);
      assertThat((double) counts[p] / draws).isCloseTo(expected, within(5 * deviation));
    }
  }

  @Test
  void a_flat_part_is_never_drawn_while_edges_are_left() {
    float[] values = new float[40 * 40];
    Arrays.fill(values, 20 * 40, values.length, 1f);
    int[] drawn = GradientSampler.sample(signal(40, 40, 1, values), 50, 4, new Philox(1));
    assertThat(drawn).hasSize(50);
    assertThat(Arrays.stream(drawn).map(p -> p / 40)).containsOnly(19, 20);
  }

  @Test
  void fewer_pixels_with_a_gradient_than_wanted_give_that_smaller_number() {
    float[] values = new float[20 * 20];
    values[10 * 20 + 10] = 1f;
    int[] drawn = GradientSampler.sample(signal(20, 20, 1, values), 20, 4, new Philox(1));
    assertThat(drawn).hasSize(8).doesNotContain(10 * 20 + 10);
    assertThat(Arrays.stream(drawn).map(p -> p / 20)).containsOnly(9, 10, 11);
  }

  @Test
  void a_constant_image_is_filled_uniformly_up_to_the_least_number() {
    Signal flat = signal(6, 6, 1, new float[36]);
    int[] counts = new int[36];
    for (int i = 0; i < 3600; i++) {
      int[] drawn = GradientSampler.sample(flat, 20, 4, new Philox(i));
      assertThat(drawn).hasSize(4).doesNotHaveDuplicates();
      Arrays.stream(drawn).forEach(p -> counts[p]++);
    }
    assertThat(IntStream.of(counts)).allSatisfy(n -> assertThat(n).isBetween(300, 500));
  }

  @Test
  void the_few_pixels_with_a_gradient_are_kept_when_others_fill_up() {
    Signal corner = signal(1, 9, 1, new float[] {0, 0, 0, 0, 0, 0, 0, 0, 1});
    int[] drawn = GradientSampler.sample(corner, 4, 4, new Philox(2));
    assertThat(drawn).hasSize(4).doesNotHaveDuplicates().contains(7, 8);
  }

  @Test
  void an_image_of_fewer_pixels_than_needed_repeats_them() {
    assertThat(GradientSampler.sample(signal(1, 1, 1, new float[1]), 4, 4, new Philox(1)))
        .containsExactly(0, 0, 0, 0);
    Signal three = signal(1, 3, 1, new float[] {0, 1, 3});
    assertThat(GradientSampler.sample(three, 4, 4, new Philox(1))).containsExactly(0, 0, 1, 2);
  }

  private static Signal noise(int height, int width, long seed) {
    float[] values = new float[height * width];
    new Philox(seed + 1).fillUniform(values, 0, values.length, 0f, 1f);
    return signal(height, width, 1, values);
  }

  private static Signal signal(int height, int width, int channels, float[] values) {
    return new Signal("test", Grid.image(height, width), Normalisation.unit(channels), values);
  }
}
