package io.anchorage.family.arc;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.signal.Grid;
import java.util.Arrays;
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
    assertThat(order.turn()).isEqualTo(order.chunks());
    for (int chunk = 0; chunk < order.chunks(); chunk++) {
      assertThat(order.from(chunk)).isEqualTo(next);
      assertThat(order.to(chunk)).isGreaterThan(next);
      assertThat(order.chunkOf(chunk + 3 * order.chunks())).isEqualTo(chunk);
      next = order.to(chunk);
    }
    assertThat(next).isEqualTo(height * width);
  }

  @Property(tries = 200)
  void of_an_image_fitted_in_part_a_turn_sees_near_pixels_first_and_some_far_ones(
      @ForAll @IntRange(min = 8, max = 40) int side,
      @ForAll @IntRange(min = 4, max = 2000) int fitted,
      @ForAll @DoubleRange(min = 0.05, max = 1) double share,
      @ForAll long seed) {
    int[] anchors = {side + 1, 3 * side + 4};
    ArcConfig config = fitting(fitted, share);
    PixelOrder order =
        PixelOrder.of(Grid.image(side, side), config, anchors, new Seeds(seed, "partial", 0));
    int count = side * side;
    assertThat(order.pixels()).containsExactlyInAnyOrder(IntStream.range(0, count).toArray());

    int seen = order.to(order.turn() - 1);
    int all = Math.min(fitted, count);
    int cut = fitted < count ? order.to(0) - 1 : 0;
    assertThat(seen).isBetween(all - cut, all);
    boolean[] near = NearPixels.of(anchors, side, side, 4);
    long nears = IntStream.range(0, count).filter(p -> near[p]).count();
    long nearSeen = IntStream.range(0, seen).filter(i -> near[order.pixels()[i]]).count();
    assertThat(nearSeen).isGreaterThanOrEqualTo(Math.min(nears, all - all / 4) - cut);
    assertThat(seen - nearSeen).isGreaterThanOrEqualTo(Math.min(count - nears, all / 4) - cut);
  }

  @Test
  void as_many_chunks_are_taken_whatever_the_anchors() {
    ArcConfig config = fitting(300, 0.25);
    Grid grid = Grid.image(50, 60);
    for (int[] anchors : new int[][] {{0}, {1234, 2999}, IntStream.range(0, 3000).toArray()}) {
      PixelOrder order = PixelOrder.of(grid, config, anchors, new Seeds(1, "chunks", 0));
      assertThat(order.turn()).isEqualTo(4);
      assertThat(order.to(0)).isEqualTo(75);
      assertThat(order.chunks()).isEqualTo(40);
    }
  }

  @Test
  void near_is_a_square_around_each_anchor_within_the_image() {
    boolean[] near = NearPixels.of(new int[] {0, 5 * 9 + 7}, 7, 9, 2);
    StringBuilder picture = new StringBuilder();
    for (int p = 0; p < near.length; p++) {
      picture.append(near[p] ? '#' : '.').append(p % 9 == 8 ? "\n" : "");
    }
    assertThat(picture.toString())
        .isEqualTo(
            """
            ###......
            ###......
            ###......
            .....####
            .....####
            .....####
            .....####
            """);
  }

  private static ArcConfig fitting(int pixels, double share) {
    return new ArcConfig(0.05, 0, 8, 4, 1e-4f, share, new DecoderConfig(1, 1, 5e-3f), 2, 2, pixels);
  }

  @Test
  void the_published_quarter_of_a_28_by_28_image_is_four_equal_chunks() {
    PixelOrder order = PixelOrder.of(28, 28, 0.25, new Philox(1));
    assertThat(order.chunks()).isEqualTo(4);
    assertThat(order.to(0)).isEqualTo(196);
    assertThat(order.from(order.chunkOf(5))).isEqualTo(196);
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

  @Test
  void orders_stay_as_existing_tables_were_fitted_with() {
    assertThat(PixelOrder.of(5, 7, 0.3, new Philox(11)).pixels())
        .containsExactly(
            0, 1, 10, 16, 23, 24, 5, 6, 27, 29, 14, 15, 21, 17, 12, 25, 26, 28, 33, 34, 8, 3, 4, 11,
            13, 18, 19, 20, 30, 31, 7, 2, 9, 22, 32);
    assertThat(Arrays.hashCode(PixelOrder.of(300, 200, 0.1, new Philox(5)).pixels()))
        .isEqualTo(37922545);
  }
}
