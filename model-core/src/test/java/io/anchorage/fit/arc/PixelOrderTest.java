package io.anchorage.fit.arc;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.kernel.Philox;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PixelOrderTest {
  @Property(tries = 200)
  void each_turn_sees_every_pixel_once(
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @DoubleRange(min = 0.01, max = 1) double share,
      @ForAll long seed) {
    PixelOrder order = PixelOrder.of(height, width, share, new Philox(seed));
    assertThat(order.pixels())
        .containsExactlyInAnyOrder(IntStream.range(0, height * width).toArray());
    int next = 0;
    for (int step = 0; step < order.chunks(); step++) {
      assertThat(order.from(step)).isEqualTo(next);
      assertThat(order.to(step)).isGreaterThan(next);
      assertThat(order.from(step + 3 * order.chunks())).isEqualTo(next);
      next = order.to(step);
    }
    assertThat(next).isEqualTo(height * width);
  }

  @Test
  void the_published_quarter_of_a_28_by_28_image_is_four_equal_chunks() {
    PixelOrder order = PixelOrder.of(28, 28, 0.25, new Philox(1));
    assertThat(order.chunks()).isEqualTo(4);
    assertThat(order.to(0)).isEqualTo(196);
    assertThat(order.from(5)).isEqualTo(196);
  }

  @Test
  void what_remains_is_a_chunk_of_its_own() {
    PixelOrder order = PixelOrder.of(3, 7, 0.25, new Philox(1));
    assertThat(order.chunks()).isEqualTo(5);
    assertThat(order.to(4) - order.from(4)).isEqualTo(1);
  }

  @Test
  void another_key_gives_another_order_and_chunks_are_scattered() {
    PixelOrder order = PixelOrder.of(32, 32, 0.25, new Philox(1));
    assertThat(PixelOrder.of(32, 32, 0.25, new Philox(2)).pixels()).isNotEqualTo(order.pixels());
    long upper = IntStream.range(0, 256).filter(i -> order.pixels()[i] < 512).count();
    assertThat(upper).isBetween(90L, 166L);
  }
}
