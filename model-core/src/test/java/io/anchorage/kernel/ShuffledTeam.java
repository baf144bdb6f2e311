package io.anchorage.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Threads that take the parts in an order drawn anew each time. */
final class ShuffledTeam implements Team {
  private final int size;
  private final Random random;

  ShuffledTeam(int size, long seed) {
    this.size = size;
    this.random = new Random(seed);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void each(int parts, IntConsumer part) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    ExecutorService threads = Executors.newFixedThreadPool(size);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i : order) {
        running.add(threads.submit(() -> part.accept(i)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdown();
    }
  }
}
