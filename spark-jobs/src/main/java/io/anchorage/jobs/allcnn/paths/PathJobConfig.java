package io.anchorage.jobs.allcnn.paths;

import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Kinds;
import io.anchorage.config.Overrides;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.learn.GridConfig;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.paths.PathConfig;
import io.anchorage.learn.cnn.train.CnnTrainConfig;
import io.anchorage.learn.optim.AdamWConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * The config of {@code train-paths}.
 *
 * @param source where images come from
 * @param network the architecture
 * @param training of both networks, along paths and the baseline
 * @param paths how the network learns along paths
 * @param baseline whether the same network is also trained by the ordinary forward pass
 * @param grid variants and seeds, for several trainings in one job
 * @param judgeEvery epochs between two evaluations on the training and test images
 * @param checkpointSeconds between two checkpoints of a training, at least; 0 for one an epoch
 * @param progressSeconds between two lines of progress
 */
public record PathJobConfig(
    SourceConfig source,
    AllCnnConfig network,
    CnnTrainConfig training,
    PathConfig paths,
    boolean baseline,
    GridConfig grid,
    int judgeEvery,
    int checkpointSeconds,
    int progressSeconds) {
  public PathJobConfig {
    if (judgeEvery < 1) {
      throw new IllegalArgumentException("judgeEvery must be at least 1: " + judgeEvery);
    }
    if (checkpointSeconds < 0) {
      throw new IllegalArgumentException(
          "checkpointSeconds must be at least 0: " + checkpointSeconds);
    }
    if (progressSeconds < 1) {
      throw new IllegalArgumentException("progressSeconds must be at least 1: " + progressSeconds);
    }
  }

  /** As published: 1500 epochs, Adam at 1e-5. */
  public static PathJobConfig defaults() {
    CnnTrainConfig training = CnnTrainConfig.defaults();
    return new PathJobConfig(
        SourceConfig.defaults(),
        AllCnnConfig.defaults(),
        new CnnTrainConfig(
            training.perClass(),
            1500,
            training.batch(),
            new AdamWConfig(1e-5, 0.9, 0.999, 1e-8, 0, false),
            training.seed()),
        PathConfig.defaults(),
        true,
        GridConfig.defaults(),
        10,
        300,
        10);
  }

  /**
   * Reads a config file.
   *
   * @param settings overrides, each {@code a.b=c}
   * @throws io.anchorage.UserException in one line with the key, the value, where it was set and
   *     what is allowed
   */
  public static PathJobConfig load(Path file, List<String> settings) {
    Section config =
        file == null ? ConfigReader.parse("", "no config file") : ConfigReader.read(file);
    return bind(config, settings);
  }

  /**
   * This config with overrides.
   *
   * @param settings each {@code a.b=c}
   * @throws io.anchorage.UserException in one line with the key, the value and what is allowed
   */
  PathJobConfig with(List<String> settings) {
    return bind(ConfigReader.parse(yaml(), "the job's config"), settings);
  }

  /**
   * The config of a run in the words of this version, to compare it with another.
   *
   * @param yaml as {@link #yaml} of this or an earlier version wrote it
   */
  static String inPresentWords(String yaml) {
    return bind(ConfigReader.parse(yaml, "the run's config.yaml"), List.of()).yaml();
  }

  private static PathJobConfig bind(Section config, List<String> settings) {
    return new ConfigBinder(Kinds.sealed()).bind(Overrides.apply(config, settings), defaults());
  }

  /** The whole effective config as YAML that binds to it again. */
  public String yaml() {
    return new ConfigDump(Kinds.sealed()).yaml(this);
  }
}
