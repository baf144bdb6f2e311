package io.anchorage.jobs.fit;

import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.PackedItems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Cuts a source's items into tasks of about equal duration. Items keep the source's order within a
 * task, so that a task reads each file sequentially. Fields do not depend on the cut.
 */
final class TaskPlanner {
  /** Maximum number of fields in a task, which keeps shards at a convenient size. */
  static final int MAX_FIELDS = 8192;

  /** Number of tasks per core that evens out errors of the cost model. */
  private static final int TASKS_PER_CORE = 4;

  /** Minimum duration of a task; a shorter one would cost more to start than to run. */
  private static final double MIN_SECONDS = 0.1;

  private final Selection selection;
  private final Predicate<String> present;
  private final ToDoubleFunction<ItemRef> seconds;

  /**
   * Makes a planner for a selection of items.
   *
   * @param present whether the table already holds an id
   * @param seconds estimated cost of an item on one core
   */
  TaskPlanner(Selection selection, Predicate<String> present, ToDoubleFunction<ItemRef> seconds) {
    this.selection = selection;
    this.present = present;
    this.seconds = seconds;
  }

  /**
   * Cuts items into tasks of a given duration.
   *
   * @param items supplies the source's items from the start on each call
   * @param taskSeconds target duration of a task
   * @param cores number of tasks that run at once
   * @param repeats fields per image
   */
  TaskPlan byTime(Supplier<Iterator<ItemRef>> items, double taskSeconds, int cores, int repeats) {
    Survey survey = survey(items.get());
    double share = survey.seconds / ((double) TASKS_PER_CORE * cores);
    double target = Math.max(MIN_SECONDS, Math.min(taskSeconds, share));
    int most = Math.max(1, MAX_FIELDS / repeats);
    Cutter cutter = new Cutter();
    each(
        items.get(),
        (item, cost) -> {
          if (cutter.size() > 0 && (cutter.seconds + cost > target || cutter.size() >= most)) {
            cutter.cut();
          }
          cutter.add(item, cost);
        });
    if (cutter.size() > 0) {
      cutter.cut();
    }
    return survey.plan(cutter.tasks);
  }

  /** Cuts into exactly {@code tasks} tasks of about equal time; some are empty if items are few. */
  TaskPlan into(Supplier<Iterator<ItemRef>> items, int tasks) {
    Survey survey = survey(items.get());
    double share = survey.seconds / tasks;
    Cutter cutter = new Cutter();
    each(
        items.get(),
        (item, cost) -> {
          double middle = cutter.total + cost / 2;
          while (cutter.tasks.size() < tasks - 1 && middle > share * (cutter.tasks.size() + 1)) {
            cutter.cut();
          }
          cutter.add(item, cost);
        });
    while (cutter.tasks.size() < tasks) {
      cutter.cut();
    }
    return survey.plan(cutter.tasks);
  }

  private Survey survey(Iterator<ItemRef> items) {
    Survey survey = new Survey();
    survey.selected = each(items, (item, cost) -> survey.add(cost));
    return survey;
  }

  /** Visits the selected items that the table does not hold; returns the number selected. */
  private long each(Iterator<ItemRef> items, Visitor visitor) {
    long selected = 0;
    Iterator<ItemRef> wanted = selection.from(items);
    while (wanted.hasNext()) {
      ItemRef item = wanted.next();
      selected++;
      if (!present.test(item.id())) {
        visitor.visit(item, Math.max(0, seconds.applyAsDouble(item)));
      }
    }
    return selected;
  }

  private interface Visitor {
    void visit(ItemRef item, double cost);
  }

  private static final class Survey {
    private long selected;
    private long missing;
    private double seconds;

    private void add(double cost) {
      missing++;
      seconds += cost;
    }

    private TaskPlan plan(List<PlannedTask> tasks) {
      List<PlannedTask> longestFirst = new ArrayList<>(tasks);
      longestFirst.sort(Comparator.comparingDouble(PlannedTask::seconds).reversed());
      return new TaskPlan(longestFirst, selected, selected - missing);
    }
  }

  private static final class Cutter {
    private final List<PlannedTask> tasks = new ArrayList<>();
    private final PackedItems.Packer packer = new PackedItems.Packer();
    private double seconds;
    private double total;

    private int size() {
      return packer.size();
    }

    private void add(ItemRef item, double cost) {
      packer.add(item);
      seconds += cost;
      total += cost;
    }

    private void cut() {
      tasks.add(new PlannedTask(packer.pack(), seconds));
      seconds = 0;
    }
  }
}
