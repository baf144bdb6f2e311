package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.source.FileStamp;
import io.anchorage.jobs.source.ItemRef;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TaskPlannerTest {
  private static final Selection ALL = Selection.all();

  @Test
  void a_photograph_is_a_task_of_its_own_and_comes_first() {
    List<ItemRef> items = thumbnails("train", 1000);
    items.add(
        500, new ItemRef("d/photo", "train", 1000, "photo.png", 0, 12_000_000, FileStamp.UNKNOWN));

    TaskPlan plan = byPixels(ALL).byTime(items::iterator, 1000, 2, 1);

    List<ItemRef> first = plan.tasks().get(0).items();
    assertThat(first).extracting(ItemRef::id).containsExactly("d/photo");
    assertThat(plan.images()).isEqualTo(1001);
  }

  @Test
  void there_are_at_least_four_tasks_a_core() {
    TaskPlan plan = byPixels(ALL).byTime(thumbnails("train", 1000)::iterator, 1e9, 2, 1);

    assertThat(plan.tasks()).hasSizeBetween(8, 10);
  }

  @Test
  void a_shard_has_a_limited_number_of_fields() {
    TaskPlanner free = new TaskPlanner(ALL, id -> false, item -> 0);

    TaskPlan plan = free.byTime(thumbnails("train", 20_000)::iterator, 30, 1, 4);

    assertThat(plan.tasks())
        .allSatisfy(task -> assertThat(task.size()).isBetween(1, 2048))
        .hasSize(10);
  }

  @Test
  void no_images_give_no_tasks_or_empty_ones_where_a_number_is_asked_for() {
    Supplier<Iterator<ItemRef>> none = List.<ItemRef>of()::iterator;

    assertThat(byPixels(ALL).byTime(none, 30, 2, 1).tasks()).isEmpty();
    assertThat(byPixels(ALL).into(none, 3).tasks())
        .hasSize(3)
        .allSatisfy(task -> assertThat(task.items()).isEmpty());
  }

  @Test
  void split_index_range_and_limit_select_in_this_order() {
    List<ItemRef> items = thumbnails("train", 20);
    items.addAll(thumbnails("test", 20));

    assertThat(ids(byPixels(ALL.withSplit(Split.TEST).withIds(5, 8)).into(items::iterator, 1)))
        .containsExactly("d/test/5", "d/test/6", "d/test/7", "d/test/8");
    assertThat(ids(byPixels(ALL.withIds("18..19").withLimit(3)).into(items::iterator, 1)))
        .containsExactly("d/train/18", "d/train/19", "d/test/18");
  }

  @Test
  void what_the_table_holds_counts_towards_the_limit_but_is_not_done_again() {
    Set<String> held = Set.of("d/train/0", "d/train/2");
    TaskPlanner planner = new TaskPlanner(ALL.withLimit(4), held::contains, item -> 1);

    TaskPlan plan = planner.into(thumbnails("train", 10)::iterator, 1);

    assertThat(ids(plan)).containsExactly("d/train/1", "d/train/3");
    assertThat(plan.selected()).isEqualTo(4);
    assertThat(plan.present()).isEqualTo(2);
    assertThat(plan.images()).isEqualTo(2);
  }

  @Property(tries = 100)
  void every_item_is_in_one_task_whatever_the_costs(
      @ForAll @Size(max = 60) List<@DoubleRange(min = 0, max = 100) Double> costs,
      @ForAll @IntRange(min = 1, max = 9) int tasks) {
    List<ItemRef> items = thumbnails("train", costs.size());
    TaskPlanner planner = new TaskPlanner(ALL, id -> false, item -> costs.get((int) item.index()));

    TaskPlan fixed = planner.into(items::iterator, tasks);
    TaskPlan timed = planner.byTime(items::iterator, 10, 2, 1);

    assertThat(fixed.tasks()).hasSize(tasks);
    for (TaskPlan plan : List.of(fixed, timed)) {
      assertThat(plan.tasks().stream().flatMap(task -> task.items().stream()))
          .containsExactlyInAnyOrderElementsOf(items);
      assertThat(plan.tasks())
          .isSortedAccordingTo((a, b) -> Double.compare(b.seconds(), a.seconds()));
      assertThat(plan.tasks().stream().mapToDouble(PlannedTask::seconds).sum())
          .isCloseTo(costs.stream().mapToDouble(c -> c).sum(), within(1e-6));
    }
  }

  @Test
  void equal_items_are_spread_evenly_over_a_given_number_of_tasks() {
    TaskPlan plan = byPixels(ALL).into(thumbnails("train", 23)::iterator, 7);

    assertThat(plan.tasks()).extracting(task -> task.size()).containsOnly(3, 4);
  }

  private static TaskPlanner byPixels(Selection selection) {
    return new TaskPlanner(selection, id -> false, ItemRef::pixels);
  }

  private static Stream<String> ids(TaskPlan plan) {
    return plan.tasks().stream().flatMap(task -> task.items().stream()).map(ItemRef::id);
  }

  private static List<ItemRef> thumbnails(String split, int count) {
    return new ArrayList<>(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new ItemRef(
                        "d/" + split + "/" + i, split, i, "images", i, 784, FileStamp.UNKNOWN))
            .toList());
  }
}
