package io.anchorage.jobs.fit;

import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.rows.IdMap;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.signal.PixelHash;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Which of the images whose files have another size or time than before have other pixels, too:
 * they are read on the executors, and their pixels' hashes compared with those of their fields.
 */
final class ChangedImages {
  private static final double PIXELS_PER_SECOND = 20e6;
  private static final double TASK_SECONDS = 10;
  private static final long NONE = 0;

  private final JavaSparkContext spark;
  private final ImageSource source;

  /**
   * What the comparison found.
   *
   * @param changed images that have other pixels
   * @param unreadable images that can no longer be read
   */
  record Result(List<ItemRef> changed, List<ItemRef> unreadable) implements Serializable {
    Result {
      changed = List.copyOf(changed);
      unreadable = List.copyOf(unreadable);
    }
  }

  ChangedImages(JavaSparkContext spark, ImageSource source) {
    this.spark = spark;
    this.source = source;
  }

  /**
   * Compares images with their fields.
   *
   * @param suspects supplies the items to compare, which the table holds, in the source's order
   * @param count their number
   * @throws CancellationException if the run is interrupted in the meantime
   */
  Result among(
      Supplier<Iterator<ItemRef>> suspects,
      long count,
      FieldTable table,
      BooleanSupplier interrupted)
      throws InterruptedException {
    List<ItemRef> changed = new ArrayList<>();
    List<ItemRef> unreadable = new ArrayList<>();
    Broadcast<IdMap> hashes = spark.broadcast(hashes(suspects.get(), count, table));
    TaskPlanner planner =
        new TaskPlanner(Selection.all(), id -> false, item -> item.pixels() / PIXELS_PER_SECOND);
    TaskPlan plan = planner.byTime(suspects, TASK_SECONDS, spark.defaultParallelism(), 1);
    List<Integer> done = new ArrayList<>();
    try (TaskStream<Result> stream =
        TaskStream.start(spark, plan.tasks(), new Comparison(source, hashes))) {
      stream.forEach(
          interrupted,
          (task, result) -> {
            changed.addAll(result.changed());
            unreadable.addAll(result.unreadable());
            done.add(task);
          });
    } finally {
      // Waits for the answers: executors that are asked while the context stops fill the log with
      // errors.
      hashes.unpersist(true);
    }
    if (done.size() < plan.tasks().size()) {
      throw new CancellationException("the comparison with the images was interrupted");
    }
    return new Result(changed, unreadable);
  }

  /** The first 64 bits of each suspect's pixel hash. */
  private static IdMap hashes(Iterator<ItemRef> suspects, long count, FieldTable table) {
    IdMap.Builder wanted = IdMap.builder(count);
    suspects.forEachRemaining(item -> wanted.put(item.id(), 0, NONE, NONE));
    IdMap ids = wanted.build();
    IdMap.Builder hashes = IdMap.builder(count);
    try (ShardScan<FieldSummary> rows = table.summaries()) {
      while (rows.hasNext()) {
        FieldSummary row = rows.next();
        if (ids.contains(row.id(), 0)) {
          hashes.put(row.id(), 0, first(row.pixelHash()), NONE);
        }
      }
    }
    return hashes.build();
  }

  private static long first(String hash) {
    return Long.parseUnsignedLong(hash.substring(0, 16), 16);
  }

  /** Compares the images of one task; runs on an executor. */
  private record Comparison(ImageSource source, Broadcast<IdMap> hashes)
      implements TaskFunction<PlannedTask, Result> {
    @Override
    public String words() {
      return "compare images with their fields";
    }

    @Override
    public Result call(PlannedTask task, TaskContext context) {
      List<ItemRef> changed = new ArrayList<>();
      List<ItemRef> unreadable = new ArrayList<>();
      Iterator<SourceImage> images = source.read(task.items());
      while (images.hasNext()) {
        SourceImage image = images.next();
        if (!(image instanceof SourceImage.Decoded decoded)) {
          unreadable.add(image.item());
        } else if (first(PixelHash.of(decoded.raster()))
            != hashes.value().get(image.item().id(), 0, NONE)) {
          changed.add(image.item());
        }
      }
      return new Result(changed, unreadable);
    }
  }
}
