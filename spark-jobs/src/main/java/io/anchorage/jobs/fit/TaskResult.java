package io.anchorage.jobs.fit;

import io.anchorage.jobs.progress.Counts;
import io.anchorage.jobs.table.manifest.ShardEntry;
import java.io.Serializable;
import java.util.List;

/**
 * What a task sends to the driver: a shard, written and checked, not published yet.
 *
 * @param counts what is in it
 * @param ssim sum over the fields that have one
 * @param withSsim how many have one
 * @param failure the first of its failures in words; null if there are none
 * @param phases where its time went
 */
record TaskResult(
    ShardEntry shard,
    Counts counts,
    double ssim,
    long withSsim,
    String engine,
    String failure,
    Phases phases,
    Place place)
    implements Serializable {
  /**
   * Where a task ran.
   *
   * @param executor Spark's name for the process
   * @param gpus addresses that Spark gave to the task; empty if it asked for none
   */
  record Place(String executor, String host, List<String> gpus) implements Serializable {
    Place {
      gpus = List.copyOf(gpus);
    }
  }
}
