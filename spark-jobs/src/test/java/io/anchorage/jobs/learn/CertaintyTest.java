package io.anchorage.jobs.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.learn.Certainty.Seen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CertaintyTest {
  private static List<Seen> fields() {
    List<Seen> fields = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      float third = Math.floorDiv(i, 3);
      fields.add(new Seen("id/%02d".formatted(i / 2), i % 2, "", i % 3, 0.3f + 0.7f * third / 13));
    }
    return fields;
  }

  private static Certainty of(List<Seen> fields) {
    Certainty certainty = new Certainty(3);
    fields.forEach(certainty::add);
    return certainty;
  }

  @Test
  void parts_of_a_split_give_the_same_in_any_order() {
    List<Seen> mixed = fields();
    Collections.shuffle(mixed, new Random(5));
    Certainty parts = of(mixed.subList(30, 40));
    parts.add(of(mixed.subList(0, 7)));
    parts.add(new Certainty(3));
    parts.add(of(mixed.subList(7, 30)));

    assertThat(parts.tree()).isEqualTo(of(fields()).tree());
  }

  @Test
  void all_fields_are_counted_and_the_least_and_the_most_sure_are_named() {
    Map<String, Object> tree = of(fields()).tree();

    assertThat(tree)
        .containsEntry("clouds", 40L)
        .containsEntry("predicted", List.of(14L, 13L, 13L));
    List<?> intervals = (List<?>) tree.get("probabilities");
    assertThat(intervals).hasSize(Certainty.INTERVALS);
    assertThat(intervals.stream().mapToLong(count -> (Long) count).sum()).isEqualTo(40);
    assertThat(intervals.get(19)).as("0.95 to 1, both included").isEqualTo(1L);
    assertThat(((List<?>) tree.get("least")).get(0))
        .hasToString("{id=id/00, repeat=0, truth=, predicted=0, probability=0.30000001192092896}");
    assertThat((List<?>) tree.get("most")).hasSize(6);
    assertThat(((List<?>) tree.get("most")).get(0).toString()).startsWith("{id=id/19, repeat=1");
  }
}
