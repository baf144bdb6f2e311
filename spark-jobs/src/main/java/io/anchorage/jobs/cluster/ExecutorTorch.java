package io.anchorage.jobs.cluster;

import io.anchorage.learn.net.Tensors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * PyTorch of this JVM: loaded once, on one thread a training unless the property {@value #THREADS}
 * says otherwise. The order of sums, and so the weights in the end, depends on the number of
 * threads: one gives the same on any number of cores, and leaves the others to other trainings.
 */
public final class ExecutorTorch {
  private static final String THREADS = "ai.djl.pytorch.num_threads";

  /** Trainings side by side hold at most half of the heap in clouds, counted in MiB. */
  private static final int ROOM = (int) Math.max(1, Runtime.getRuntime().maxMemory() >> 21);

  private static final Semaphore FREE = new Semaphore(ROOM, true);

  private static Tensors torch;

  private ExecutorTorch() {}

  /**
   * PyTorch.
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
   * Trains as soon as the trainings that run in this JVM leave room for it: on a GPU alone, else
   * beside them.
   *
   * @param bytes of clouds that it may hold
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
