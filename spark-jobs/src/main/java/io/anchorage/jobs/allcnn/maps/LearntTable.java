package io.anchorage.jobs.allcnn.maps;

import io.anchorage.config.ConfigDump;
import io.anchorage.config.Kinds;
import io.anchorage.jobs.allcnn.NetworkImages;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.SharedContent;
import io.anchorage.jobs.table.TablePublisher;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.manifest.RunSource;
import io.anchorage.learn.cnn.CnnCheckpoint;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Where tables of fields that an experiment learns come from: their provenance.
 *
 * @param source how images are read
 * @param input the dataset's path, absolute
 * @param application Spark's name of the application
 * @param place versions and machine of the driver
 */
public record LearntTable(
    SourceConfig source, String input, String application, RunEntry.Place place)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * The provenance of the tables of a job.
   *
   * @param input the dataset's path
   */
  public static LearntTable of(JavaSparkContext spark, SourceConfig source, String input) {
    StorageFolder folder = StorageFolder.at(input, spark.hadoopConfiguration());
    return new LearntTable(
        source,
        folder.absolute(input),
        spark.sc().applicationId(),
        RunEntry.Place.here(spark.version(), spark.master()));
  }

  /** Locks a table's folder for its writer. */
  public FolderLock lock(StorageFolder table) {
    return FolderLock.acquire(table, application);
  }

  /**
   * Begins a table of the maps of one network.
   *
   * @param table an empty folder
   * @param engine the engine of the fields' arithmetic
   */
  public TablePublisher begin(
      StorageFolder table,
      FolderLock lock,
      MapRecipe recipe,
      CnnCheckpoint network,
      NetworkImages images,
      String engine) {
    MapPhase phase = recipe.maps().phases().get(0);
    RunEntry run =
        RunEntry.start(
            "create",
            engine,
            "steps between those of a network that learns",
            RunSource.of(input, "", new ConfigDump(Kinds.sealed()).tree(source)),
            place,
            List.of());
    return TablePublisher.create(
        table,
        lock,
        recipe.spec(),
        SharedContent.network(new MapNetworks(Map.of(phase, network)).encode()),
        images.dataset(),
        images.labelNames(),
        run);
  }
}
