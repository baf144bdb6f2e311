package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.fit.FitTask;
import io.anchorage.fit.Fitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Does work on some threads and gives the rows back in the order of the work. Reads ahead a few
 * groups and no more, so that memory does not grow with the dataset.
 */
final class OrderedFits implements AutoCloseable {
  private static final int GROUPS_PER_THREAD = 2;

  private final Iterator<Work> work;
  private final Fitter fitter;
  private final int threads;
  private final ExecutorService pool;
  private final Deque<Future<List<Work.Row>>> window = new ArrayDeque<>();

  /**
   * @param threads how many fits run at once; 1 fits on the caller's thread
   */
  OrderedFits(Iterator<Work> work, Fitter fitter, int threads) {
    this.work = work;
    this.fitter = fitter;
    this.threads = threads;
    this.pool = threads == 1 ? null : Executors.newFixedThreadPool(threads, OrderedFits::thread);
  }

  /**
   * The next rows, at least one.
   *
   * @return an empty list at the end
   * @throws CancellationException if the work was called off
   */
  List<Work.Row> next() throws InterruptedException {
    if (pool == null) {
      return fit(group());
    }
    while (window.size() < GROUPS_PER_THREAD * threads && work.hasNext()) {
      List<Work> group = group();
      window.addLast(pool.submit(() -> fit(group)));
    }
    return window.isEmpty() ? List.of() : take(window.removeFirst());
  }

  private static List<Work.Row> take(Future<List<Work.Row>> rows) throws InterruptedException {
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
    int fits = 0;
    while (fits < fitter.groupSize() && work.hasNext()) {
      Work next = work.next();
      group.add(next);
      fits += next instanceof Work.Fit ? 1 : 0;
    }
    return group;
  }

  private List<Work.Row> fit(List<Work> group) {
    List<FitTask> tasks = new ArrayList<>();
    for (Work next : group) {
      if (next instanceof Work.Fit fit) {
        tasks.add(new FitTask(fit.signal(), fit.repeat()));
      }
    }
    Iterator<FieldOutcome> outcomes = outcomes(tasks).iterator();
    List<Work.Row> rows = new ArrayList<>(group.size());
    for (Work next : group) {
      rows.add(new Work.Row(next, next instanceof Work.Bad bad ? bad.failure() : outcomes.next()));
    }
    return rows;
  }

  /** An image that brings the fit down takes nobody with it, not even its group. */
  private List<FieldOutcome> outcomes(List<FitTask> tasks) {
    if (tasks.isEmpty()) {
      return List.of();
    }
    try {
      return fitter.fit(tasks);
    } catch (CancellationException | UserException e) {
      throw e;
    } catch (RuntimeException e) {
      if (tasks.size() > 1) {
        return tasks.stream().flatMap(task -> outcomes(List.of(task)).stream()).toList();
      }
      return List.of(failed(tasks.get(0), e, String.valueOf(e.getMessage())));
    } catch (OutOfMemoryError e) {
      // What the fit held is free again: a huge image is a failure like another.
      if (tasks.size() > 1) {
        return tasks.stream().flatMap(task -> outcomes(List.of(task)).stream()).toList();
      }
      return List.of(failed(tasks.get(0), e, OutOfHeap.message()));
    }
  }

  private static FieldOutcome failed(FitTask task, Throwable error, String message) {
    return new FieldOutcome.Failed(
        task.signal().id(), task.repeat(), "fit", error.getClass().getSimpleName(), message);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "anchorage-fit");
    thread.setDaemon(true);
    return thread;
  }

  /** Waits for the threads to end; call the work off first if it is not to be finished. */
  @Override
  public void close() {
    if (pool == null) {
      return;
    }
    window.forEach(future -> future.cancel(false));
    pool.shutdown();
    try {
      while (!pool.awaitTermination(1, TimeUnit.SECONDS)) {
        // fits in progress look at their cancellation between steps
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
