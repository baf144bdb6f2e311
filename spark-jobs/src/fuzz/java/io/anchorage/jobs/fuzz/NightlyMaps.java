package io.anchorage.jobs.fuzz;

import io.anchorage.jobs.allcnn.maps.MapJobConfig;
import io.anchorage.jobs.allcnn.maps.MapSubject;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.QuietFit;
import io.anchorage.learn.cnn.CnnCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A night of {@code feature-maps}: maps of a tiny network that is given and of one that is
 * initialised. A network of phase {@code trained} would be that of the first night's images.
 */
record NightlyMaps(Path network) implements NightlyJob {
  private static final MapJobConfig CONFIG =
      MapJobConfig.load(
          null,
          NightlyFit.settings(
              "source.channels=grey",
              "fit.family={kind: siren, width: 4, depth: 1}",
              "maps.network={image: 8, side: 12, classes: 3, narrow: 2, third-layer: 2, wide: 2}",
              "maps.phases=[initialised, given]",
              "maps.layers=[1, 3]"));

  /** Writes the given network into a folder. */
  static NightlyMaps in(Path folder) throws IOException {
    Path network = Files.createDirectories(folder).resolve("cnn.safetensors");
    return new NightlyMaps(
        Files.write(network, CnnCheckpoint.initial(CONFIG.maps().network(), 5).encode()));
  }

  @Override
  public String name() {
    return "nights of feature maps";
  }

  @Override
  public void run(JavaSparkContext spark, Night night) {
    QuietFit.run(
        spark,
        FitRequest.of(CONFIG.job(), night.input(), night.output())
            .withPartitions(night.partitions())
            .withMode(night.mode())
            .withPrune(night.prune()),
        new MapSubject(CONFIG, network.toString()));
  }
}
