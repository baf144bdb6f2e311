package io.anchorage.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class StatisticsTest {
  @Test
  void numbers_that_were_not_measured_do_not_count() {
    assertThat(Statistics.of(new double[] {4, Double.NaN, 2}))
        .isEqualTo(new Statistics(2, 3, 3, 2, 4));
    assertThat(Statistics.of(new double[] {Double.NaN}).count()).isZero();
  }

  @Test
  void the_median_of_an_even_count_lies_between_the_middle_two() {
    assertThat(Statistics.of(new double[] {4, 1, 3, 2}))
        .isEqualTo(new Statistics(4, 2.5, 2.5, 1, 4));
    assertThat(Statistics.of(new double[] {7, 1, 2}))
        .isEqualTo(new Statistics(3, 10 / 3.0, 2, 1, 7));
  }

  @Test
  void of_nothing_there_is_nothing_to_say() {
    assertThat(Statistics.of(new double[0]).mean()).isNaN();
  }

  @Property
  void the_order_of_the_numbers_does_not_matter(
      @ForAll @Size(min = 1, max = 50) double @DoubleRange(min = -100, max = 100) [] numbers) {
    double[] backwards = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      backwards[i] = numbers[numbers.length - 1 - i];
    }
    assertThat(Statistics.of(backwards)).isEqualTo(Statistics.of(numbers));
  }
}
