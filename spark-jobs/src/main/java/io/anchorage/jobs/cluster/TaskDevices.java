package io.anchorage.jobs.cluster;

import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** Which GPUs Spark gave to a task. */
public final class TaskDevices {
  private TaskDevices() {}

  /** Their addresses; empty if the task asked for none, as always in local mode. */
  public static List<String> of(TaskContext context) {
    ResourceInformation gpu = context.resourcesJMap().get("gpu");
    return gpu == null ? List.of() : List.of(gpu.addresses());
  }
}
