package io.anchorage.jobs.fit;

import io.anchorage.fit.FieldOutcome;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.Fitter;
import io.anchorage.fit.ForkTeam;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Does work on several threads and returns the rows in the order of the work. Reads only a few
 * groups ahead, so that memory does not grow with the dataset.
 */
final class OrderedFits implements AutoCloseable {
  private static final int GROUPS_PER_THREAD = 2;

  /** A group takes no further signals once it holds this many values, 64 MiB. */
  private static final long MOST_VALUES = 1 << 24;

  private final Iterator<Work> work;
  private final Fitter fitter;
  private final int threads;
  private final ForkTeam team;
  private final Deque<Future<List<Work.Done>>> window = new ArrayDeque<>();
  private long readNanos;

  /**
   * Prepares to do work on a team of threads.
   *
   * @param team the threads, shared by concurrent fits and by the parts of a large fit; closed with
   *     this object. A team of 1 fits on the caller's thread
   */
  OrderedFits(Iterator<Work> work, Fitter fitter, ForkTeam team) {
    this.work = work;
    this.fitter = fitter;
    this.threads = team.size();
    this.team = team;
  }

  /**
   * Returns the next rows, at least one.
   *
   * @return an empty list at the end
   * @throws CancellationException if the work was cancelled
   */
  List<Work.Done> next() throws InterruptedException {
    if (threads == 1) {
      return fit(group());
    }
    while (window.size() < GROUPS_PER_THREAD * threads && work.hasNext()) {
      List<Work> group = group();
      FutureTask<List<Work.Done>> rows = new FutureTask<>(() -> fit(group));
      team.pool().execute(rows);
      window.addLast(rows);
    }
    return window.isEmpty() ? List.of() : take(window.removeFirst());
  }

  private static List<Work.Done> take(Future<List<Work.Done>> rows) throws InterruptedException {
    try {
      return rows.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException("Fit failed: " + e.getCause(), e.getCause());
    }
  }

  private List<Work> group() {
    List<Work> group = new ArrayList<>();
    long start = System.nanoTime();
    int fits = 0;
    long values = 0;
    while (fits < fitter.groupSize() && values < MOST_VALUES && work.hasNext()) {
      Work next = work.next();
      group.add(next);
      if (next instanceof Work.Fit fit) {
        fits++;
        values += fit.task().signal().values().length;
      }
    }
    readNanos += System.nanoTime() - start;
    return group;
  }

  /** Returns the seconds spent on reading so far. */
  double readSeconds() {
    return readNanos * 1e-9;
  }

  private List<Work.Done> fit(List<Work> group) {
    List<FitTask> tasks = new ArrayList<>();
    for (Work next : group) {
      if (next instanceof Work.Fit fit) {
        tasks.add(fit.task());
      }
    }
    Iterator<FieldOutcome> outcomes = SafeFits.outcomes(fitter, tasks).iterator();
    List<Work.Done> rows = new ArrayList<>(group.size());
    for (Work next : group) {
      rows.add(
          next instanceof Work.Fit fit
              ? new Work.Done(fit.item(), fit, outcomes.next())
              : (Work.Done) next);
    }
    return rows;
  }

  /** Waits for the threads to end; cancel the work first if it need not be finished. */
  @Override
  public void close() {
    window.forEach(future -> future.cancel(false));
    team.close();
    try {
      while (!team.pool().awaitTermination(1, TimeUnit.SECONDS)) {
        // fits in progress check for cancellation between steps
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
