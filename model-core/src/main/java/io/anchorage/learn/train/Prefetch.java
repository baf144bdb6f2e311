package io.anchorage.learn.train;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Prefetches a few elements of an iterator on a thread of its own. Keeps the iterator's order;
 * {@link #next} throws whatever the iterator throws.
 */
final class Prefetch<T> implements Iterator<T>, AutoCloseable {
  private static final int ELEMENTS = 3;

  private final BlockingQueue<Item<T>> queue = new LinkedBlockingQueue<>(ELEMENTS);
  private final Thread thread;
  private Item<T> head;

  /** An element, or the failure in its place, or neither at the end. */
  private record Item<T>(T element, RuntimeException failure) {}

  Prefetch(Iterator<T> source) {
    this.thread = new Thread(() -> fill(source), "anchorage-batches");
    thread.setDaemon(true);
    thread.start();
  }

  private void fill(Iterator<T> source) {
    try {
      Item<T> last;
      try {
        while (source.hasNext()) {
          queue.put(new Item<>(source.next(), null));
        }
        last = new Item<>(null, null);
      } catch (RuntimeException e) {
        last = new Item<>(null, e);
      }
      queue.put(last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean hasNext() {
    if (head == null) {
      try {
        head = queue.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for a batch", e);
      }
    }
    if (head.failure() != null) {
      throw head.failure();
    }
    return head.element() != null;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more batches");
    }
    T element = head.element();
    head = null;
    return element;
  }

  /** Stops the thread and waits for it. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
