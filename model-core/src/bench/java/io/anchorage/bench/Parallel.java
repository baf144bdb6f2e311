package io.anchorage.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Runs the same work on several threads at once and times it. */
final class Parallel {
  private Parallel() {}

  /** Wall-clock seconds from the start of the first thread to the end of the last. */
  static double seconds(int threads, IntConsumer work) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    long start = System.nanoTime();
    List<Thread> started = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int number = t;
      Thread thread = new Thread(() -> work.accept(number), "bench-" + t);
      thread.setUncaughtExceptionHandler((where, e) -> failure.set(e));
      thread.start();
      started.add(thread);
    }
    for (Thread thread : started) {
      join(thread);
    }
    if (failure.get() != null) {
      throw new IllegalStateException("A benchmark thread failed", failure.get());
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while measuring", e);
    }
  }
}
