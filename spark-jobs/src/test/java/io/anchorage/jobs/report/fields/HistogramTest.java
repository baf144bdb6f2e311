package io.anchorage.jobs.report.fields;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class HistogramTest {
  @Property(tries = 300)
  void every_number_is_counted_once_whatever_the_range(
      @ForAll @Size(min = 1, max = 200) List<@DoubleRange(min = -100, max = 200) Double> numbers) {
    double[] sorted = numbers.stream().mapToDouble(d -> d).sorted().toArray();
    Histogram histogram = Histogram.of(sorted);

    assertThat(histogram.counts().stream().mapToLong(c -> c).sum()).isEqualTo(sorted.length);
    assertThat(histogram.counts()).hasSizeBetween(1, 70);
    assertThat(histogram.from()).isLessThanOrEqualTo(sorted[0] + 1e-9);
  }

  @Test
  void intervals_have_round_widths() {
    double[] numbers = DoubleStream.iterate(20, x -> x + 0.1).limit(200).toArray();
    assertThat(Histogram.of(numbers).width()).isEqualTo(1);
    assertThat(Histogram.of(numbers).middle(0)).isEqualTo(20.5);
  }

  @Test
  void equal_numbers_are_one_bar() {
    assertThat(Histogram.of(new double[] {30, 30, 30}).counts()).containsExactly(3L);
  }
}
