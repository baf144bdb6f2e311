package io.anchorage.jobs.fuzz;

import io.anchorage.jobs.fuzz.FaultPlan.Access;
import io.anchorage.jobs.fuzz.FaultPlan.Fault;
import java.util.Locale;

/** The faults that {@link Faults} injects, one a run. */
enum FaultKind {
  EXECUTOR_AT_CHANGE("executor, kill -9 at a change of the table"),
  EXECUTOR_AT_TIME("executor, kill -9 at any time"),
  EXECUTOR_HELD("executor stands still until Spark drops it, then goes on"),
  WORKER("worker, kill -9 at any time"),
  DRIVER("driver, kill -9 at a change of the table"),
  TASK("task: a write fails"),
  SOURCE("source: a read fails"),
  SLOW_DISK("disk: a write takes 3 s"),
  FULL_DISK("disk full (tmpfs)"),
  READ_ONLY("table unwritable (mount made read-only)"),
  DAMAGED_SHARD("shard damaged or deleted, then --repair"),
  BAD_IMAGES("2 % of the images corrupt, put right later"),
  CLOCK("times of the table's files jump by an hour"),
  TRAIN_EXECUTOR("train: executor, kill -9 at a change of the model"),
  TRAIN_DRIVER("train: driver, kill -9 at a change of the model");

  private final String words;

  FaultKind(String words) {
    this.words = words;
  }

  /** What a table of results calls it. */
  String words() {
    return words;
  }

  /** The name on a command line. */
  String flag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean isTraining() {
    return this == TRAIN_EXECUTOR || this == TRAIN_DRIVER;
  }

  /** Tests whether the fault strikes the driver, which then must be a process of its own. */
  boolean isOfDriver() {
    return this == DRIVER || this == TRAIN_DRIVER;
  }

  /** How many of all faults are of this kind, relative to others: those that take long are few. */
  int weight() {
    return isOfDriver() || this == EXECUTOR_HELD ? 2 : this == WORKER ? 4 : 6;
  }

  /** The plan's fault; null if it comes from outside of the processes. */
  Fault planned() {
    return switch (this) {
      case EXECUTOR_AT_CHANGE, DRIVER, TRAIN_EXECUTOR, TRAIN_DRIVER -> Fault.KILL;
      case EXECUTOR_HELD -> Fault.HOLD;
      case TASK, SOURCE -> Fault.FAIL;
      case SLOW_DISK -> Fault.SLOW;
      default -> null;
    };
  }

  Access access() {
    return this == SOURCE ? Access.OPEN : Access.CHANGE;
  }
}
