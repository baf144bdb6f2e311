package io.anchorage.jobs.allcnn.moving;

import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Overrides;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.train.CnnTrainConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * The config of {@code moving-maps}.
 *
 * @param source where images come from
 * @param network the architecture
 * @param training of the network; its seed is also that of the SIRENs
 * @param moving how SIRENs follow the maps
 * @param engine of the fits: auto, scalar, vector or djl
 * @param progressSeconds between two lines of progress
 */
public record MovingJobConfig(
    SourceConfig source,
    AllCnnConfig network,
    CnnTrainConfig training,
    MovingConfig moving,
    String engine,
    int progressSeconds) {
  public MovingJobConfig {
    if (training.epochs() < 1) {
      throw new IllegalArgumentException(
          "training.epochs must be at least 1 for maps to move: " + training.epochs());
    }
    if (progressSeconds < 1) {
      throw new IllegalArgumentException("progressSeconds must be at least 1: " + progressSeconds);
    }
  }

  /** As published. */
  public static MovingJobConfig defaults() {
    return new MovingJobConfig(
        SourceConfig.defaults(),
        AllCnnConfig.defaults(),
        CnnTrainConfig.defaults(),
        MovingConfig.defaults(),
        "auto",
        10);
  }

  /**
   * Reads a config file.
   *
   * @param settings overrides, each {@code a.b=c}
   * @throws io.anchorage.UserException in one line with the key, the value, where it was set and
   *     what is allowed
   */
  public static MovingJobConfig load(Path file, List<String> settings) {
    Section config =
        file == null ? ConfigReader.parse("", "no config file") : ConfigReader.read(file);
    return new ConfigBinder(JobConfigs.KINDS).bind(Overrides.apply(config, settings), defaults());
  }

  /**
   * The config of a run in the words of this version, to compare it with another.
   *
   * @param yaml as {@link #yaml} of this or an earlier version wrote it
   */
  static String inPresentWords(String yaml) {
    Section config = ConfigReader.parse(yaml, "the run's config.yaml");
    return new ConfigBinder(JobConfigs.KINDS).bind(config, defaults()).yaml();
  }

  /** The whole effective config as YAML that binds to it again. */
  public String yaml() {
    return new ConfigDump(JobConfigs.KINDS).yaml(this);
  }
}
