package io.anchorage.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class ZOrderTest {
  @Property
  void a_key_gives_its_cell_back(
      @ForAll @IntRange(max = Integer.MAX_VALUE) int row,
      @ForAll @IntRange(max = Integer.MAX_VALUE) int column) {
    long key = ZOrder.key(row, column);

    assertThat(key).isBetween(0L, (1L << 62) - 1);
    assertThat(ZOrder.row(key)).isEqualTo(row);
    assertThat(ZOrder.column(key)).isEqualTo(column);
  }

  @Property
  void bits_are_interleaved_the_row_s_first(
      @ForAll @IntRange(max = 0xFFFF) int row, @ForAll @IntRange(max = 0xFFFF) int column) {
    StringBuilder bits = new StringBuilder();
    for (int bit = 15; bit >= 0; bit--) {
      bits.append(row >> bit & 1).append(column >> bit & 1);
    }
    assertThat(ZOrder.key(row, column)).isEqualTo(Long.parseLong(bits.toString(), 2));
  }
}
