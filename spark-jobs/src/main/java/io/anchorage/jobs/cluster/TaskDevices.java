package io.anchorage.jobs.cluster;

import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** The GPUs that Spark assigned to a task. */
public final class TaskDevices {
  private TaskDevices() {}

  /** The addresses of the GPUs; empty if the task requested none, as is always so in local mode. */
  public static List<String> of(TaskContext context) {
    ResourceInformation gpu = context.resourcesJMap().get("gpu");
    return gpu == null ? List.of() : List.of(gpu.addresses());
  }
}
