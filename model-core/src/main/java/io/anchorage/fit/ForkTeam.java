package io.anchorage.fit;

import io.anchorage.kernel.Team;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A team of the threads of one pool. Whole fits may be submitted to the same pool: while all
 * threads are busy with fits of their own, each computes its own fit alone, and a thread that runs
 * out of fits takes over parts of the others'.
 */
public final class ForkTeam implements Team, AutoCloseable {
  private final ForkJoinPool pool;

  /**
   * A team that starts threads when they are needed.
   *
   * @param size the largest number of threads, at least 1
   * @param name prefix of the threads' names
   */
  public ForkTeam(int size, String name) {
    this.pool = new ForkJoinPool(size, pool -> thread(pool, name), null, false);
  }

  private static ForkJoinWorkerThread thread(ForkJoinPool pool, String name) {
    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    thread.setName(name + "-" + thread.getPoolIndex());
    thread.setContextClassLoader(ForkTeam.class.getClassLoader());
    return thread;
  }

  /** The pool, for whole fits. */
  public ForkJoinPool pool() {
    return pool;
  }

  @Override
  public int size() {
    return pool.getParallelism();
  }

  @Override
  public void each(int parts, IntConsumer part) {
    if (parts <= 1 || size() == 1) {
      SOLO.each(parts, part);
    } else if (ForkJoinTask.getPool() == pool) {
      share(parts, part);
    } else {
      pool.submit(() -> share(parts, part)).join();
    }
  }

  /**
   * Every helper takes the next part that no other has taken; helpers that never started are
   * withdrawn.
   */
  private void share(int parts, IntConsumer part) {
    AtomicInteger next = new AtomicInteger();
    Share[] helpers = new Share[Math.min(size(), parts) - 1];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = new Share(next, parts, part);
      helpers[i].fork();
    }
    Share own = new Share(next, parts, part);
    try {
      own.compute();
    } finally {
      for (int i = helpers.length - 1; i >= 0; i--) {
        if (!helpers[i].tryUnfork()) {
          helpers[i].quietlyJoin();
        }
      }
    }
    for (Share helper : helpers) {
      if (helper.isCompletedAbnormally()) {
        helper.join();
      }
    }
  }

  /** Ends the threads after they have finished their work. */
  @Override
  public void close() {
    pool.shutdown();
  }

  private static final class Share extends RecursiveAction {
    private static final long serialVersionUID = 1;

    private final transient AtomicInteger next;
    private final transient IntConsumer part;
    private final int parts;

    Share(AtomicInteger next, int parts, IntConsumer part) {
      this.next = next;
      this.parts = parts;
      this.part = part;
    }

    @Override
    protected void compute() {
      for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
        part.accept(i);
      }
    }
  }
}
