package io.anchorage.jobs.cluster;

import io.anchorage.learn.net.Tensors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * PyTorch in this JVM: loaded once, with one thread per training unless the property {@value
 * #THREADS} says otherwise. The order of summation, and with it the final weights, depends on the
 * number of threads: one thread gives the same weights on any number of cores, and leaves the other
 * cores to other trainings.
 */
public final class ExecutorTorch {
  private static final String THREADS = "ai.djl.pytorch.num_threads";

  /** Concurrent trainings hold at most half of the heap in clouds; this is that half in MiB. */
  private static final int ROOM = (int) Math.max(1, Runtime.getRuntime().maxMemory() >> 21);

  private static final Semaphore FREE = new Semaphore(ROOM, true);

  private static Tensors torch;

  private ExecutorTorch() {}

  /**
   * Returns PyTorch, loading it on the first call.
   *
   * @throws io.anchorage.UserException of kind ENGINE if it does not load
   */
  public static synchronized Tensors get() {
    if (torch == null) {
      if (System.getProperty(THREADS) == null) {
        System.setProperty(THREADS, "1");
      }
      torch = Tensors.load();
    }
    return torch;
  }

  /**
   * Runs a training as soon as the trainings that are running in this JVM leave room for it. On a
   * GPU, a training runs alone.
   *
   * @param bytes the most memory that its clouds may take
   */
  public static <T> T withRoom(long bytes, Supplier<T> training) {
    int room = get().onGpu() ? ROOM : (int) Math.max(1, Math.min(ROOM, bytes >> 20));
    FREE.acquireUninterruptibly(room);
    try {
      return training.get();
    } finally {
      FREE.release(room);
    }
  }
}
