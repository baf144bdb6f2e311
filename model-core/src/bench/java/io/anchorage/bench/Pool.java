package io.anchorage.bench;

import io.anchorage.kernel.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** A team of the calling thread and workers that wait for work. */
final class Pool implements Team, AutoCloseable {
  private final int size;
  private final ExecutorService others;

  Pool(int size) {
    this.size = size;
    this.others = Executors.newFixedThreadPool(Math.max(1, size - 1));
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void each(int parts, IntConsumer part) {
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
            part.accept(i);
          }
        };
    List<Future<?>> shares = new ArrayList<>();
    for (int t = 1; t < Math.min(size, parts); t++) {
      shares.add(others.submit(share));
    }
    share.run();
    shares.forEach(Pool::join);
  }

  private static void join(Future<?> share) {
    try {
      share.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A benchmark thread failed", e.getCause());
    }
  }

  @Override
  public void close() {
    others.shutdownNow();
  }
}
