package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.field.Field;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.cluster.TaskStream;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.fit.FitRequest.Split;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.DatasetStatistics;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.spark.TaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The normalisation that standardises values over a dataset. It is taken from the table if the
 * table already holds fields, so that all of them share one scale; otherwise it is computed from
 * the whole training split.
 */
final class DatasetNormalisation {
  private static final Logger LOG = LoggerFactory.getLogger(DatasetNormalisation.class);

  /** Throughput of decoding and summing on one core. */
  private static final double PIXELS_PER_SECOND = 20e6;

  private static final double TASK_SECONDS = 10;

  private DatasetNormalisation() {}

  /**
   * Returns the normalisation by number of channels; empty if the recipe does not ask for one.
   *
   * @throws CancellationException if the run is interrupted in the meantime
   */
  static Map<Integer, Normalisation> of(Recipe recipe, FitSubject.Circumstances here)
      throws InterruptedException {
    if (recipe.signal().values() != ValueRange.STANDARDISED_DATASET) {
      return Map.of();
    }
    FieldTable table = here.table();
    if (table != null && table.manifest().fields() > 0) {
      try (ShardScan<FieldRow> rows = table.rows()) {
        Field field = rows.next().field();
        return Map.of(field.channels(), field.normalisation());
      }
    }
    Map<Integer, Normalisation> computed = statistics(recipe, here).normalisations();
    if (computed.isEmpty()) {
      throw new UserException(
          UserException.Kind.INPUT,
          "signal.values standardised-dataset needs images in the training split, and %s has none that can be read: choose standardised-image"
              .formatted(here.images().dataset()));
    }
    LOG.info("Values are standardised by {}", computed);
    return computed;
  }

  private static DatasetStatistics statistics(Recipe recipe, FitSubject.Circumstances here)
      throws InterruptedException {
    ImageSource source = here.images();
    TaskPlanner planner =
        new TaskPlanner(
            Selection.all().withSplit(Split.TRAIN),
            id -> false,
            item -> item.pixels() / PIXELS_PER_SECOND);
    TaskPlan plan =
        planner.byTime(source::items, TASK_SECONDS, here.spark().defaultParallelism(), 1);
    if (plan.tasks().isEmpty()) {
      return DatasetStatistics.none();
    }
    Signals signals = Signals.of(recipe, Map.of(), here.request().config().source().channels());
    List<DatasetStatistics> parts = new ArrayList<>();
    try (TaskStream<DatasetStatistics> stream =
        TaskStream.start(here.spark(), plan.tasks(), new Survey(source, signals))) {
      stream.forEach(here.interrupted(), (task, part) -> parts.add(part));
    }
    if (parts.size() < plan.tasks().size()) {
      throw new CancellationException("the survey of the values was interrupted");
    }
    return parts.stream().reduce(DatasetStatistics.none(), DatasetStatistics::plus);
  }

  private record Survey(ImageSource source, Signals signals)
      implements TaskFunction<PlannedTask, DatasetStatistics> {
    @Override
    public String words() {
      return "survey values";
    }

    @Override
    public DatasetStatistics call(PlannedTask task, TaskContext context) {
      return sum(source, signals, task);
    }
  }

  private static DatasetStatistics sum(ImageSource source, Signals signals, PlannedTask task) {
    DatasetStatistics sum = DatasetStatistics.none();
    Iterator<SourceImage> images = source.read(task.items());
    while (images.hasNext()) {
      if (images.next() instanceof SourceImage.Decoded image) {
        try {
          sum = sum.plus(DatasetStatistics.of(signals.pixels(image.item().id(), image.raster())));
        } catch (BadImageException e) {
          LOG.debug("{} is left out of the statistics: {}", image.item().id(), e.getMessage());
        }
      }
    }
    return sum;
  }
}
