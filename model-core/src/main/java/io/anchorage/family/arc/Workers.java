package io.anchorage.family.arc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A few threads, each with its own workspace, that share the items of a list.
 *
 * @param <W> the workspace
 */
final class Workers<W> implements AutoCloseable {
  private final List<W> spaces = new ArrayList<>();
  private final ExecutorService threads;

  /** Processes one item. */
  @FunctionalInterface
  interface Task<W> {
    void run(W space, int item);
  }

  Workers(int count, Supplier<W> space) {
    for (int i = 0; i < Math.max(1, count); i++) {
      spaces.add(space.get());
    }
    this.threads =
        Executors.newFixedThreadPool(
            spaces.size(),
            work -> {
              Thread thread = new Thread(work, "anchorage-decoder");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs the task once for each item from 0 to {@code items - 1}, in any order, and waits.
   *
   * @throws CancellationException if the calling thread is interrupted
   */
  void forEach(int items, Task<W> task) {
    AtomicInteger next = new AtomicInteger();
    List<Callable<Void>> shares = new ArrayList<>();
    for (W space : spaces) {
      shares.add(
          () -> {
            for (int i = next.getAndIncrement(); i < items; i = next.getAndIncrement()) {
              task.run(space, i);
            }
            return null;
          });
    }
    try {
      for (Future<Void> share : threads.invokeAll(shares)) {
        share.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("training of the decoder was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("training of the decoder failed", e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
