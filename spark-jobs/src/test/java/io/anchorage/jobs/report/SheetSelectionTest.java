package io.anchorage.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.table.SomeTable;
import io.anchorage.jobs.table.rows.FieldSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SheetSelectionTest {
  private static List<FieldSummary> rows(int count) {
    return IntStream.range(0, count).mapToObj(i -> SomeTable.row(i).summary()).toList();
  }

  private static List<String> selected(List<FieldSummary> rows, int count, int held) {
    SheetSelection selection = new SheetSelection(count, held);
    rows.forEach(selection::add);
    return selection.select().stream().map(FieldSummary::id).toList();
  }

  @Test
  void classes_have_equal_shares_spread_over_their_ids() {
    List<FieldSummary> rows = rows(500);
    List<FieldSummary> own =
        rows.stream()
            .filter(row -> row.label() == 2)
            .sorted((a, b) -> a.key().compareTo(b.key()))
            .toList();
    assertThat(own).hasSize(100);
    assertThat(selected(rows, 20, 1000).subList(12, 16))
        .containsExactly(own.get(12).id(), own.get(37).id(), own.get(62).id(), own.get(87).id());
  }

  /** A table of a million fields is selected from while few of them are held. */
  @Test
  void what_is_selected_among_few_held_fields_does_not_depend_on_their_order() {
    List<FieldSummary> rows = rows(2000);
    List<String> selected = selected(rows, 20, 50);
    Map<Integer, Long> classes =
        rows.stream()
            .filter(row -> selected.contains(row.id()))
            .collect(Collectors.groupingBy(FieldSummary::label, Collectors.counting()));
    assertThat(classes.values()).containsExactly(4L, 4L, 4L, 4L, 4L);
    for (int seed = 0; seed < 5; seed++) {
      List<FieldSummary> mixed = new ArrayList<>(rows);
      Collections.shuffle(mixed, new Random(seed));
      assertThat(selected(mixed, 20, 50)).isEqualTo(selected);
    }
  }

  @Test
  void as_many_as_are_wanted_are_found_in_a_single_class() {
    List<FieldSummary> one = rows(400).stream().filter(row -> row.label() == 0).toList();
    List<String> few = selected(one, 60, 10);
    assertThat(few).hasSize(60).doesNotHaveDuplicates();
    assertThat(
            one.stream()
                .map(FieldSummary::id)
                .collect(Collectors.toMap(Function.identity(), id -> 1)))
        .containsKeys(few.toArray(String[]::new));
  }
}
