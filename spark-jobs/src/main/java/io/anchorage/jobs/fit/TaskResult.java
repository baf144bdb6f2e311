package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.jobs.progress.Counts;
import io.anchorage.jobs.table.manifest.ShardEntry;
import java.io.Serializable;
import java.util.List;

/** What a task sends to the driver. */
sealed interface TaskResult extends Serializable {
  /**
   * A shard, written and checked, not published yet.
   *
   * @param counts what is in it
   * @param ssim sum over the fields that have one
   * @param withSsim how many have one
   * @param failure the first of its failures in words; null if there are none
   * @param phases where its time went
   */
  record Done(
      ShardEntry shard,
      Counts counts,
      double ssim,
      long withSsim,
      String engine,
      String failure,
      Phases phases,
      Place place)
      implements TaskResult {}

  /**
   * Something that the user can put right. It is a result and not an exception, because Spark would
   * try a failed task three times more.
   */
  record Refused(UserException.Kind kind, String message) implements TaskResult {}

  /**
   * Where a task ran.
   *
   * @param executor Spark's name for the process
   * @param gpus addresses that Spark gave to the task; empty if it asked for none
   */
  record Place(String executor, String host, List<String> gpus) implements Serializable {
    public Place {
      gpus = List.copyOf(gpus);
    }
  }
}
