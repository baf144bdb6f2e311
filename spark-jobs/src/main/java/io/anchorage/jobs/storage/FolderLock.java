package io.anchorage.jobs.storage;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exclusive lock on a folder: a file {@code _lock} that names its holder, which rewrites the
 * file every ten seconds. A lock is taken over if its holder's process is gone, which is detected
 * at once on the same host, or if it has not been rewritten for a minute and still is not while it
 * is watched. The lock is released on close and when the JVM shuts down.
 */
public final class FolderLock implements AutoCloseable {
  /**
   * The priority of the Hadoop shutdown hook that releases the lock: after Spark has stopped (40
   * and above), before file systems are closed (10). A job that ends its run on an interruption
   * must do so in a hook of higher priority.
   */
  public static final int SHUTDOWN_PRIORITY = 20;

  /** The name of the lock file. */
  public static final String NAME = "_lock";

  private static final int LOOKS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

  /**
   * The lock's time constants.
   *
   * @param beat time between two rewrites of the lock file
   * @param silence a holder that has not rewritten the file for this long may be gone
   * @param watch how long such a holder is watched: longer than a beat, because clocks differ
   * @param settle how long a takeover waits for others that happen at the same moment
   */
  record Timing(Duration beat, Duration silence, Duration watch, Duration settle) {
    static final Timing DEFAULT =
        new Timing(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(15),
            Duration.ofMillis(200));
  }

  private final StorageFolder files;
  private final LockHolder self;
  private final ScheduledExecutorService heart;
  private final ScheduledFuture<?> beats;
  private final Runnable shutdownHook = this::release;
  private volatile boolean lost;
  private boolean closed;

  private FolderLock(StorageFolder files, LockHolder self, Timing timing) {
    this.files = files;
    this.self = self;
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "folder-lock-heartbeat");
              thread.setDaemon(true);
              return thread;
            });
    long millis = timing.beat().toMillis();
    this.beats = heart.scheduleWithFixedDelay(this::beat, millis, millis, TimeUnit.MILLISECONDS);
    ShutdownHookManager.get().addShutdownHook(shutdownHook, SHUTDOWN_PRIORITY);
  }

  /**
   * Takes a folder's lock. The folder is created if it does not exist.
   *
   * @param application Spark's application id, for the message that other jobs get
   * @throws UserException if another job holds the lock, or the folder cannot be written
   */
  public static FolderLock acquire(StorageFolder files, String application) {
    return acquire(files, application, Timing.DEFAULT);
  }

  static FolderLock acquire(StorageFolder files, String application, Timing timing) {
    LockHolder self = LockHolder.self(application);
    try {
      if (files.createNew(NAME, self.toJson())) {
        if (files.isObjectStore()) {
          settle(files, self, timing);
        }
      } else {
        takeOver(files, self, timing);
      }
      removeLeftovers(files);
      return new FolderLock(files, self, timing);
    } catch (IOException e) {
      throw StorageErrors.writing(files.shown(NAME), e);
    }
  }

  /**
   * Checks that this job still holds the lock.
   *
   * @throws UserException if another job has taken it over
   */
  public void ensureHeld() {
    if (lost || !read(files).map(self::isSame).orElse(false)) {
      lost = true;
      throw new UserException(
          Kind.OUTPUT,
          "Lost the lock of %s%s and stopped writing; let only one job at a time work on a table, then continue with --resume"
              .formatted(
                  files.root(), read(files).map(other -> " to " + other.describe()).orElse("")));
    }
  }

  /** Removes the temporary files of holders that were killed while they replaced the lock. */
  private static void removeLeftovers(StorageFolder files) {
    for (String name : files.list("")) {
      if (StorageFolder.isTemporaryOf(NAME, name)) {
        files.deleteQuietly(name);
      }
    }
  }

  /** Replaces the lock if its holder is gone. */
  private static void takeOver(StorageFolder files, LockHolder self, Timing timing)
      throws IOException {
    Optional<LockHolder> other = read(files);
    for (int look = 0; look < LOOKS && other.isEmpty(); look++) {
      // The file is being written or released right now, or was cut short by a kill: look again.
      sleep(timing.settle());
      other = read(files);
    }
    if (other.isPresent() && !isStale(files, other.get(), timing)) {
      throw held(files, other.get());
    }
    files.replace(NAME, self.toJson());
    settle(files, self, timing);
    other.ifPresent(
        gone ->
            LOG.info("Took over the lock of a job that is no longer running: {}", gone.describe()));
  }

  /** If several jobs took the lock at the same moment, the last one keeps it. */
  private static void settle(StorageFolder files, LockHolder self, Timing timing) {
    sleep(timing.settle());
    Optional<LockHolder> winner = read(files);
    if (winner.isPresent() && !winner.get().isSame(self)) {
      throw held(files, winner.get());
    }
  }

  private static boolean isStale(StorageFolder files, LockHolder holder, Timing timing) {
    if (holder.isOnThisHost()) {
      return !holder.isAlive();
    }
    if (Duration.between(holder.heartbeat(), Instant.now()).compareTo(timing.silence()) < 0) {
      return false;
    }
    LOG.info(
        "The lock of {} has not been refreshed since {}: waiting {} s to see whether its holder is alive ({})",
        files.root(),
        holder.heartbeat(),
        timing.watch().toSeconds(),
        holder.describe());
    sleep(timing.watch());
    return read(files).map(now -> now.equals(holder)).orElse(true);
  }

  private static UserException held(StorageFolder files, LockHolder holder) {
    return new UserException(
        Kind.OUTPUT,
        "Another job is working on %s (%s); wait for it to finish, or choose another --output"
            .formatted(files.root(), holder.describe()));
  }

  private static Optional<LockHolder> read(StorageFolder files) {
    try {
      return LockHolder.fromJson(files.read(NAME));
    } catch (FileNotFoundException | java.nio.file.NoSuchFileException e) {
      // Java says that a file is not found if it is there but may not be read.
      if (StorageErrors.isDenied(e)) {
        throw ofAnother(files, e);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw StorageErrors.isDenied(e)
          ? ofAnother(files, e)
          : StorageErrors.reading(files.shown(NAME), e);
    }
  }

  private static UserException ofAnother(StorageFolder files, IOException e) {
    return new UserException(
        Kind.OUTPUT,
        "%s belongs to another user and cannot be read; let that user's job end or have the file removed, or choose another --output"
            .formatted(files.shown(NAME)),
        e);
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserException(Kind.OUTPUT, "Interrupted while waiting for a folder's lock", e);
    }
  }

  private void beat() {
    try {
      if (!read(files).map(self::isSame).orElse(false)) {
        lost = true;
        heart.shutdown();
        return;
      }
      files.replace(NAME, self.beating(Instant.now()).toJson());
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot refresh the lock of {}: {}", files.root(), ErrorText.firstLine(e));
    }
  }

  private synchronized void release() {
    if (closed) {
      return;
    }
    closed = true;
    beats.cancel(false);
    heart.shutdown();
    try {
      heart.awaitTermination(5, TimeUnit.SECONDS);
      if (!lost && read(files).map(self::isSame).orElse(false)) {
        files.delete(NAME);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot release the lock of {}: {}", files.root(), ErrorText.firstLine(e));
    }
  }

  /** Releases the lock; closing twice is allowed. */
  @Override
  public void close() {
    release();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(shutdownHook);
    }
  }
}
