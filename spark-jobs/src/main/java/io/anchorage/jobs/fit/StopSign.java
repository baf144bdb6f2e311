package io.anchorage.jobs.fit;

import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.TablePublisher;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the tasks of a run to end soon and to hand over what they have, while cancelling them would
 * lose it. The sign is a file in the table's folder, which executors reach by any means that the
 * cluster has; they look at most every two seconds.
 */
final class StopSign implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(StopSign.class);
  private static final long NANOS_BETWEEN_LOOKS = 2_000_000_000L;

  private final StorageFolder files;
  private final String name;
  private transient long lookAgainAt;
  private transient boolean seen;

  StopSign(StorageFolder files, int run) {
    this.files = files;
    this.name = TablePublisher.stopSign(run);
  }

  /**
   * Puts the sign up, on the driver; it is taken down when the run is recorded as ended.
   *
   * @return whether it is up; if the table cannot be written, the tasks must be cancelled
   */
  boolean raise() {
    try {
      files.replace(name, "stop".getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IOException e) {
      LOG.warn("The tasks cannot be told to stop, so they are cancelled: {}", e.getMessage());
      return false;
    }
  }

  /** Tests whether the sign is up, as of at most two seconds ago; on an executor. */
  synchronized boolean isRaised() {
    long now = System.nanoTime();
    if (!seen && (lookAgainAt == 0 || now - lookAgainAt >= 0)) {
      seen = files.exists(name);
      lookAgainAt = now + NANOS_BETWEEN_LOOKS;
    }
    return seen;
  }
}
