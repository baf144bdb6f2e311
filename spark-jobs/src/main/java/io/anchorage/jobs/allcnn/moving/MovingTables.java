package io.anchorage.jobs.allcnn.moving;

import io.anchorage.jobs.allcnn.NetworkImages;
import io.anchorage.jobs.allcnn.maps.LearntRows;
import io.anchorage.jobs.allcnn.maps.LearntTable;
import io.anchorage.jobs.allcnn.maps.MapRecipe;
import io.anchorage.jobs.allcnn.moving.MovingConfig.Target;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.TablePublisher;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.manifest.ShardEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables that keep the SIRENs, one for each target, in the folder {@code maps}: {@code decode
 * --sheet} draws them beside the maps of the network at its end. On the driver.
 */
final class MovingTables implements AutoCloseable {
  /** Below the results; the tables are below it. */
  static final String FOLDER = "maps";

  private final List<FolderLock> locks = new ArrayList<>();
  private final List<TablePublisher> publishers = new ArrayList<>();
  private final List<MovingTask.Table> tables = new ArrayList<>();

  /**
   * Begins the tables, in place of those of a run that did not end.
   *
   * @param results the folder of the experiment
   * @param engine of the fits
   */
  MovingTables(
      StorageFolder results,
      LearntTable origin,
      MovingJobConfig config,
      Checkpoints checkpoints,
      NetworkImages images,
      String engine) {
    int epochs = config.training().epochs();
    for (Target target : config.moving().targets()) {
      String name = FOLDER + "/" + target.word();
      results.deleteFolder(name);
      StorageFolder folder = results.below(name);
      MapRecipe recipe = config.moving().recipe(target, config.network(), config.training());
      FolderLock lock = origin.lock(folder);
      locks.add(lock);
      TablePublisher publisher =
          origin.begin(
              folder,
              lock,
              recipe,
              checkpoints.get(target.checkpoint(epochs, epochs), config.network()),
              images,
              engine);
      publishers.add(publisher);
      String hash = publisher.manifest().spec().recipeHash();
      tables.add(
          new MovingTask.Table(
              publisher.format(),
              new LearntRows(recipe.maps(), config.moving().siren(), engine, hash)));
    }
  }

  /** What tasks write to, in the order of the targets. */
  List<MovingTask.Table> tables() {
    return List.copyOf(tables);
  }

  /**
   * Adds what a task wrote.
   *
   * @param shards one for each target
   */
  void publish(List<ShardEntry> shards) {
    for (int t = 0; t < shards.size(); t++) {
      publishers.get(t).publish(shards.get(t));
    }
  }

  void finish(RunEntry.Status status) {
    publishers.forEach(publisher -> publisher.finish(status, 0));
  }

  @Override
  public void close() {
    publishers.forEach(TablePublisher::close);
    locks.forEach(FolderLock::close);
  }
}
