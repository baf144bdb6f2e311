package io.anchorage.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class CountedItemsTest {
  private long made;

  private CountedItems.Part part(String name, long count) {
    return new CountedItems.Part() {
      @Override
      public long count() {
        return count;
      }

      @Override
      public ItemRef item(long number) {
        made++;
        return new ItemRef(
            name + number, "train", number, name, number, 1, new FileStamp(count, 0));
      }
    };
  }

  @Test
  void parts_follow_one_another_and_may_be_empty() {
    List<String> ids = new ArrayList<>();
    new CountedItems(List.of(part("a", 0), part("b", 2), part("c", 0), part("d", 1), part("e", 0)))
        .forEachRemaining(item -> ids.add(item.id()));
    assertThat(ids).containsExactly("b0", "b1", "d0");
    assertThat(new CountedItems(List.of())).isExhausted();
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> new CountedItems(List.of(part("a", 0))).next());
  }

  @Test
  void a_million_items_are_made_one_at_a_time() {
    Iterator<ItemRef> items = new CountedItems(List.of(part("a", 1_000_000), part("b", 5)));
    assertThat(items.next().id()).isEqualTo("a0");
    assertThat(items.hasNext()).isTrue();
    assertThat(made).isEqualTo(1);
  }
}
