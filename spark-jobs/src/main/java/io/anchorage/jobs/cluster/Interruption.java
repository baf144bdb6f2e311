package io.anchorage.jobs.cluster;

import io.anchorage.jobs.storage.FolderLock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Handles Ctrl-C and SIGTERM. The shutdown of the JVM waits until the run has left its table
 * consistent and closes this; only then are Spark and the file systems stopped.
 */
public final class Interruption implements AutoCloseable {
  /** High enough to run before Spark's own hooks. */
  private static final int PRIORITY = FolderLock.SHUTDOWN_PRIORITY + 60;

  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable hook = this::shutDown;
  private volatile boolean requested;

  private Interruption() {}

  public static Interruption install() {
    Interruption interruption = new Interruption();
    ShutdownHookManager.get()
        .addShutdownHook(interruption.hook, PRIORITY, PATIENCE_SECONDS + 5, TimeUnit.SECONDS);
    return interruption;
  }

  public boolean requested() {
    return requested;
  }

  private void shutDown() {
    requested = true;
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("anchorage: the run did not stop in time; continue it with --resume");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
