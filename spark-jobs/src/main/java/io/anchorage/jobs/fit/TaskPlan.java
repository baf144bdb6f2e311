package io.anchorage.jobs.fit;

import java.util.List;

/**
 * How a run's work is divided into tasks.
 *
 * @param tasks longest first, so that no long task is left running alone at the end
 * @param selected images that the request selects
 * @param present selected images that the table already holds, which are in no task
 */
record TaskPlan(List<PlannedTask> tasks, long selected, long present) {
  TaskPlan {
    tasks = List.copyOf(tasks);
  }

  /** Returns the number of images in the tasks. */
  long images() {
    return selected - present;
  }
}
