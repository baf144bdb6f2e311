package io.anchorage.jobs.exchange.in;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.exchange.in.ImportTask.Imported;
import java.util.List;
import org.apache.spark.TaskContext;

/** Imports one large file: a shard of its own. */
record OneFile(ImportTask task) implements TaskFunction<ForeignFile, Imported> {
  @Override
  public String words() {
    return task.words();
  }

  @Override
  public Imported call(ForeignFile file, TaskContext context) {
    return task.call(List.of(file).iterator(), context);
  }

  @Override
  public boolean isWorthRetrying(UserException error) {
    return task.isWorthRetrying(error);
  }
}
