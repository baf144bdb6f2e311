package io.anchorage.jobs.fit;

import io.anchorage.jobs.fit.FitRequest.Selection;
import io.anchorage.jobs.source.ItemRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Cuts a source's items into tasks of about equal time. Items keep the source's order inside a
 * task, so that a task reads on in one file. Fields do not depend on the cut.
 */
final class TaskPlanner {
  /** A task has no more fields than this, so that a shard stays a handy file. */
  static final int MAX_FIELDS = 8192;

  /** So many tasks a core even out what the cost model does not know. */
  private static final int TASKS_PER_CORE = 4;

  /** Shorter tasks would cost more to start than to run. */
  private static final double MIN_SECONDS = 0.1;

  private final Selection selection;
  private final Predicate<String> present;
  private final ToDoubleFunction<ItemRef> seconds;

  /**
   * @param present whether the table holds an id already
   * @param seconds what an item costs on one core
   */
  TaskPlanner(Selection selection, Predicate<String> present, ToDoubleFunction<ItemRef> seconds) {
    this.selection = selection;
    this.present = present;
    this.seconds = seconds;
  }

  /**
   * Cuts by time.
   *
   * @param items gives the source's items from the start, each time it is asked
   * @param taskSeconds how long a task should take
   * @param cores how many tasks run at once
   * @param repeats fields an image
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
          if (cutter.size() > 0
              && (cutter.packer.seconds() + cost > target || cutter.size() >= most)) {
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

  /** Returns how many items are selected; visits those that the table does not hold. */
  private long each(Iterator<ItemRef> items, Visitor visitor) {
    long selected = 0;
    while (selected < selection.limit() && items.hasNext()) {
      ItemRef item = items.next();
      if (!selection.holds(item)) {
        continue;
      }
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
    private final PlannedTask.Packer packer = new PlannedTask.Packer();
    private double total;

    private int size() {
      return packer.size();
    }

    private void add(ItemRef item, double cost) {
      packer.add(item, cost);
      total += cost;
    }

    private void cut() {
      tasks.add(packer.pack());
    }
  }
}
