package io.anchorage.jobs.allcnn.moving;

import io.anchorage.fit.BadSignalException;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.allcnn.NetworkImages;
import io.anchorage.jobs.allcnn.maps.LearntRows;
import io.anchorage.jobs.allcnn.moving.MovingConfig.Target;
import io.anchorage.jobs.cluster.TaskFunction;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.shard.ShardFormat;
import io.anchorage.jobs.table.shard.ShardWriter;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.train.LabelledImage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;

/**
 * Follows the maps of some images through all epochs, one group of images after another, and writes
 * the SIRENs into a shard of each target's table.
 *
 * @param epochs of the network's training
 * @param recipe of each SIREN
 * @param tables of the targets, in the order of {@code moving}
 * @param inputs what tables say of the images, by id
 */
record MovingTask(
    Checkpoints checkpoints,
    AllCnnConfig network,
    MovingConfig moving,
    FitRecipe recipe,
    int epochs,
    String engine,
    List<Table> tables,
    Map<String, NetworkImages.Input> inputs)
    implements TaskFunction<List<LabelledImage>, MovingTask.Followed> {
  private static final long serialVersionUID = 1;

  /**
   * The table of a target's SIRENs.
   *
   * @param format of its shards
   */
  record Table(ShardFormat format, LearntRows rows) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  /**
   * What a task has done.
   *
   * @param shards one for each target
   */
  record Followed(List<FollowedMap> maps, List<ShardEntry> shards) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  @Override
  public String words() {
    return "follow feature maps";
  }

  @Override
  public Followed call(List<LabelledImage> images, TaskContext context) throws BadSignalException {
    String name = "p%05d".formatted(context.partitionId());
    List<ShardWriter> writers =
        tables.stream().map(table -> ShardWriter.open(table.format(), name)).toList();
    try {
      List<FollowedMap> maps = follow(images, writers, context);
      return new Followed(maps, writers.stream().map(ShardWriter::finish).toList());
    } finally {
      writers.forEach(ShardWriter::close);
    }
  }

  private List<FollowedMap> follow(
      List<LabelledImage> images, List<ShardWriter> writers, TaskContext context)
      throws BadSignalException {
    List<FollowedMap> followed = new ArrayList<>();
    try (Engine opened = Engines.open(engine)) {
      for (int from = 0; from < images.size(); from += moving.group()) {
        List<LabelledImage> group =
            images.subList(from, Math.min(images.size(), from + moving.group()));
        for (int t = 0; t < writers.size(); t++) {
          Target target = moving.targets().get(t);
          try (MapFollower follower = new MapFollower(this, opened, target, group)) {
            followed.addAll(follower.follow(context::isInterrupted));
            follower.rows(tables.get(t).rows()).forEach(writers.get(t)::write);
          }
        }
      }
    }
    return followed;
  }
}
