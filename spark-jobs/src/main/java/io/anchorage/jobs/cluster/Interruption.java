package io.anchorage.jobs.cluster;

import io.anchorage.jobs.storage.FolderLock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Handles Ctrl-C and SIGTERM. The shutdown of the JVM waits until the run has left its table
 * consistent and closes this, and until the command has said how to go on; only then are Spark and
 * the file systems stopped.
 */
public final class Interruption implements AutoCloseable {
  /** High enough to run before Spark's own hooks. */
  private static final int PRIORITY = FolderLock.SHUTDOWN_PRIORITY + 60;

  private static final long PATIENCE_SECONDS = 30;

  /** For Spark to stop and the command to print its summary. */
  private static final long WORDS_SECONDS = 15;

  /** Open until the command has printed its last line; null if this process runs no command. */
  private static volatile CountDownLatch command;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable hook = this::shutDown;
  private volatile boolean requested;

  private Interruption() {}

  /** Makes a shutdown in the course of a run wait for the command's last line, too. */
  public static void command() {
    command = new CountDownLatch(1);
  }

  /** The command has printed its last line. */
  public static void said() {
    command.countDown();
  }

  public static Interruption install() {
    Interruption interruption = new Interruption();
    ShutdownHookManager.get()
        .addShutdownHook(
            interruption.hook, PRIORITY, PATIENCE_SECONDS + WORDS_SECONDS + 5, TimeUnit.SECONDS);
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
        return;
      }
      CountDownLatch words = command;
      if (words != null && !words.await(WORDS_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("anchorage: cancelled; what was done is kept");
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
