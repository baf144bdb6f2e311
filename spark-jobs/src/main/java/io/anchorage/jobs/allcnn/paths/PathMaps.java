package io.anchorage.jobs.allcnn.paths;

import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.jobs.allcnn.NetworkImages;
import io.anchorage.jobs.allcnn.maps.FeatureMaps;
import io.anchorage.jobs.allcnn.maps.LearntRows;
import io.anchorage.jobs.allcnn.maps.LearntTable;
import io.anchorage.jobs.allcnn.maps.MapPhase;
import io.anchorage.jobs.allcnn.maps.MapRecipe;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.TablePublisher;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.shard.ShardWriter;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.learn.cnn.CnnCheckpoint;
import io.anchorage.learn.cnn.FrozenCnn;
import io.anchorage.learn.cnn.paths.PathConfig;
import io.anchorage.learn.cnn.paths.PathTrainer;
import io.anchorage.learn.cnn.train.LabelledImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Keeps the SIRENs of a training along paths as a table in the folder {@code maps}: {@code decode
 * --sheet} draws them beside the maps of the trained network. On an executor.
 *
 * @param folder of the training
 */
record PathMaps(StorageFolder folder, PathTrial trial, NetworkImages images, LearntTable origin) {
  /** Below the training's folder. */
  static final String FOLDER = "maps";

  /**
   * Writes the table in place of one that was not finished.
   *
   * @return how many fields it has; 0 if maps have no fields of their own
   */
  long write(PathTrainer trainer) {
    if (trainer.predictor().field(1, 0).isEmpty()) {
      return 0;
    }
    folder.deleteFolder(FOLDER);
    StorageFolder table = folder.below(FOLDER);
    CnnCheckpoint network = trainer.checkpoint();
    String engine = KernelProviders.best().name();
    MapRecipe recipe = recipe();
    try (FolderLock lock = origin.lock(table);
        TablePublisher publisher = origin.begin(table, lock, recipe, network, images, engine)) {
      LearntRows rows =
          new LearntRows(
              recipe.maps(),
              recipe.fit().family(),
              engine,
              publisher.manifest().spec().recipeHash());
      try (ShardWriter writer = ShardWriter.open(publisher.format(), "p00000")) {
        write(trainer, new FrozenCnn(network.config(), network.weights()), rows, writer);
        publisher.publish(writer.finish());
      }
      return publisher.finish(RunEntry.Status.COMPLETE, 0).fields();
    }
  }

  private void write(PathTrainer trainer, FrozenCnn network, LearntRows rows, ShardWriter writer) {
    List<LabelledImage> sample = trainer.images();
    for (int i = 0; i < sample.size(); i++) {
      LabelledImage image = sample.get(i);
      List<float[]> maps = network.maps(image.canvas(), trial.paths().last());
      for (int layer = 1; layer <= trial.paths().last(); layer++) {
        Optional<Field> field = trainer.predictor().field(layer, i);
        writer.write(
            rows.of(
                image,
                images.inputs().get(image.id()),
                layer,
                maps.get(layer - 1),
                field.orElseThrow(),
                steps(),
                new float[0]));
      }
    }
  }

  private int steps() {
    PathConfig paths = trial.paths();
    return paths.warmStart() + trial.training().epochs() * paths.steps();
  }

  private MapRecipe recipe() {
    PathConfig paths = trial.paths();
    List<Integer> layers = IntStream.rangeClosed(1, paths.last()).boxed().toList();
    FeatureMaps maps =
        new FeatureMaps(
            trial.network(),
            trial.training(),
            List.of(MapPhase.TRAINED),
            layers,
            FeatureMaps.Peak.MAXIMUM,
            false);
    FamilyConfig siren = paths.predictor().siren();
    float rate = (float) paths.predictor().learningRate();
    AdamConfig adam = new AdamConfig(rate, 0.9f, 0.999f, 1e-8f);
    FitRecipe fit =
        new FitRecipe(
            siren,
            adam,
            StopRule.after(Math.max(1, steps())),
            trial.training().seed(),
            1,
            List.of());
    return MapRecipe.learnt(maps, fit, MapRecipe.Target.PATHS);
  }
}
