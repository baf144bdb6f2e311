package io.anchorage.jobs.table.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IdMapTest {
  @Test
  void holds_what_was_added_and_nothing_else() {
    IdMap.Builder builder = IdMap.builder(20_000);
    for (int i = 0; i < 10_000; i++) {
      assertThat(builder.add(new FieldKey("a/train/" + i, i % 3))).isTrue();
      assertThat(builder.add(new FieldKey("a/train/" + i, i % 3))).isFalse();
    }
    IdMap map = builder.build();

    assertThat(map.size()).isEqualTo(10_000);
    for (int i = 0; i < 10_000; i++) {
      assertThat(map.contains("a/train/" + i, i % 3)).isTrue();
      assertThat(map.contains("a/train/" + i, i % 3 + 1)).isFalse();
      assertThat(map.contains("a/test/" + i, i % 3)).isFalse();
    }
  }

  @Test
  void a_key_has_the_number_that_was_put_last() {
    IdMap.Builder builder = IdMap.builder(2);
    assertThat(builder.put("a", 0, 5, -1)).isEqualTo(-1);
    assertThat(builder.put("a", 0, 6, -1)).isEqualTo(5);
    IdMap map = builder.build();

    assertThat(map.size()).isEqualTo(1);
    assertThat(map.get("a", 0, -1)).isEqualTo(6);
    assertThat(map.get("a", 1, -1)).isEqualTo(-1);
  }

  @Test
  void an_empty_map_holds_nothing() {
    assertThat(IdMap.builder(0).build().contains("a", 0)).isFalse();
  }

  @Test
  void a_repeat_is_not_mistaken_for_a_part_of_the_id() {
    IdMap.Builder builder = IdMap.builder(1);
    builder.add(new FieldKey("1/a", 2));
    assertThat(builder.build().contains("a", 21)).isFalse();
    assertThat(builder.build().contains("2/1/a", 0)).isFalse();
  }

  @Property
  void keys_are_ordered_as_their_utf8_bytes_are(@ForAll String a, @ForAll String b) {
    String left = valid(a);
    String right = valid(b);
    int bytes =
        Arrays.compareUnsigned(
            left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    assertThat(Integer.signum(FieldKey.compareIds(left, right))).isEqualTo(Integer.signum(bytes));
  }

  /** Text without lone surrogates, which UTF-8 cannot hold. */
  private static String valid(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
