package io.anchorage.jobs.fit;

import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FileCheck;
import io.anchorage.jobs.table.manifest.ShardFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Checks a table's files on the executors: all of them are read, which may be a lot for one
 * machine.
 */
final class FileChecks implements FileCheck.Checks {
  /** Tasks for each core, so that a large file does not keep all others waiting. */
  private static final int TASKS_PER_CORE = 4;

  private final JavaSparkContext spark;
  private final StorageFolder files;
  private final BooleanSupplier callOff;

  FileChecks(JavaSparkContext spark, StorageFolder files, BooleanSupplier callOff) {
    this.spark = spark;
    this.files = files;
    this.callOff = callOff;
  }

  /**
   * {@inheritDoc}
   *
   * @throws CancellationException if the job is called off
   */
  @Override
  public List<String> of(List<ShardFile> checked) throws InterruptedException {
    int tasks = Math.min(checked.size(), TASKS_PER_CORE * spark.defaultParallelism());
    List<ArrayList<ShardFile>> parts = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      parts.add(new ArrayList<>());
    }
    for (int i = 0; i < checked.size(); i++) {
      parts.get(i % tasks).add(checked.get(i));
    }
    String[] problems = new String[checked.size()];
    try (TaskStream<ArrayList<String>> stream = TaskStream.start(spark, parts, new Task(files))) {
      stream.forEach(
          callOff,
          (task, found) -> {
            for (int i = 0; i < found.size(); i++) {
              problems[i * tasks + task] = found.get(i);
            }
          });
    }
    if (Arrays.asList(problems).contains(null)) {
      throw new CancellationException("The check of the table's files was called off");
    }
    return List.of(problems);
  }

  private record Task(StorageFolder files)
      implements TaskFunction<ArrayList<ShardFile>, ArrayList<String>> {
    private static final long serialVersionUID = 1;

    @Override
    public ArrayList<String> call(ArrayList<ShardFile> part, TaskContext context) {
      return new ArrayList<>(new FileCheck(files).problems(part));
    }

    @Override
    public String words() {
      return "check the table's files";
    }
  }
}
