package io.anchorage.jobs.fit;

import io.anchorage.jobs.progress.Counts;
import io.anchorage.jobs.table.manifest.ShardEntry;
import java.io.Serializable;
import java.util.List;

/**
 * What a task sends to the driver: a shard that is written and checked, but not yet published.
 *
 * @param counts counts of the shard's rows
 * @param scores of the fields: SSIM, and those of the fits' task
 * @param failure the first of its failures as text; null if there are none
 * @param phases how its time was spent
 */
record TaskResult(
    ShardEntry shard,
    Counts counts,
    ScoreMeans scores,
    String engine,
    String failure,
    Phases phases,
    Place place)
    implements Serializable {
  /**
   * The place where a task ran.
   *
   * @param executor Spark's name for the process
   * @param gpus addresses of the GPUs that Spark gave to the task; empty if it requested none
   */
  record Place(String executor, String host, List<String> gpus) implements Serializable {
    Place {
      gpus = List.copyOf(gpus);
    }
  }
}
