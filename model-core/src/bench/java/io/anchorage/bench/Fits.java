package io.anchorage.bench;

import io.anchorage.bench.Workload.Size;
import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.FitGroup;
import io.anchorage.fit.FitTask;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits of a workload by one thread or team, group after group: each is opened, takes its recipe's
 * steps, and gives way to the next, so opening is part of the time. A large workload's first group
 * keeps stepping.
 */
final class Fits implements AutoCloseable {
  private final Engine engine;
  private final Workload workload;
  private final int size;
  private final Team team;
  private int next;
  private int taken;
  private FitGroup group;

  /**
   * @param size fits per group
   * @param first index of the workload's image to start with
   * @param team shares the work of each image
   */
  Fits(Engine engine, Workload workload, int size, int first, Team team) {
    this.team = team;
    this.engine = engine;
    this.workload = workload;
    this.size = size;
    this.next = first;
  }

  void step(int count) {
    int left = count;
    while (left > 0) {
      if (group == null || taken == most()) {
        reopen();
      }
      int now = Math.min(left, most() - taken);
      group.step(now);
      taken += now;
      left -= now;
    }
  }

  private int most() {
    return workload.size() == Size.SMALL ? workload.recipe().stop().steps() : Integer.MAX_VALUE;
  }

  private void reopen() {
    close();
    List<FitTask> tasks = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Signal signal = workload.signals().get(next++ % workload.signals().size());
      tasks.add(new FitTask(signal, 0));
    }
    try {
      group = engine.open(workload.recipe(), workload.shared(), tasks, team);
    } catch (BadSignalException e) {
      throw new IllegalStateException("A benchmark image cannot be fitted", e);
    }
    taken = 0;
  }

  /** Checks that the current fits are learning. */
  void check() {
    float loss = group.sessions().get(0).lastLoss();
    if (!(loss < 10)) {
      throw new IllegalStateException(engine.name() + " does not fit: loss " + loss);
    }
  }

  @Override
  public void close() {
    if (group != null) {
      group.close();
      group = null;
    }
  }
}
