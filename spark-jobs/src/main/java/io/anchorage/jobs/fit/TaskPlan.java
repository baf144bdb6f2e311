package io.anchorage.jobs.fit;

import java.util.List;

/**
 * How a run's work is cut.
 *
 * @param tasks longest first, so that none is left alone at the end
 * @param selected images that the request selects
 * @param present selected images that the table holds already; in no task
 */
record TaskPlan(List<PlannedTask> tasks, long selected, long present) {
  TaskPlan {
    tasks = List.copyOf(tasks);
  }

  /** Images in the tasks. */
  long images() {
    return selected - present;
  }
}
