package io.anchorage.jobs.learn;

import io.anchorage.cloud.ViewKind;
import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.ConfigReader;
import io.anchorage.learn.Inputs;
import io.anchorage.learn.train.ModelFiles;
import io.anchorage.learn.train.TrainConfig;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The full config of a {@code train} job: the sections of one YAML file.
 *
 * @param clouds which fields of the table, and what the model sees of them
 * @param train the settings that determine the model
 * @param grid variants and seeds, for several training runs in one job
 * @param run how progress is reported
 */
public record TrainJobConfig(
    SamplesConfig clouds, TrainConfig train, GridConfig grid, WatchConfig run) {
  public TrainJobConfig {
    ViewKind<?> given = clouds.input().gives();
    ViewKind<?> taken = train.model().takes();
    if (!given.equals(taken)) {
      throw new IllegalArgumentException(
          "train.model.kind %s takes %s, and clouds.input.kind %s gives %s; set one of the two (%s)"
              .formatted(
                  train.model().kind(),
                  taken.many(),
                  clouds.input().kind(),
                  given.many(),
                  Inputs.defaults().stream()
                      .filter(input -> input.gives().equals(taken))
                      .map(input -> "clouds.input.kind: " + input.kind())
                      .collect(Collectors.joining(", "))));
    }
  }

  public static TrainJobConfig defaults() {
    return new TrainJobConfig(
        SamplesConfig.defaults(),
        TrainConfig.defaults(),
        GridConfig.defaults(),
        WatchConfig.defaults());
  }

  /**
   * Binds a config, with defaults for whatever it leaves out.
   *
   * @throws io.anchorage.UserException if a setting is invalid; its one-line message gives the key,
   *     the value and where it was set
   */
  static TrainJobConfig bind(Section config) {
    return new ConfigBinder(ModelFiles.kinds()).bind(config, defaults());
  }

  /** Binds YAML or JSON text; {@code place} names its origin in messages. */
  static TrainJobConfig parse(String text, String place) {
    return bind(ConfigReader.parse(text, place));
  }

  TrainJobConfig withGrid(GridConfig value) {
    return new TrainJobConfig(clouds, train, value, run);
  }

  /** This config as JSON values. */
  Map<String, Object> tree() {
    return new ConfigDump(ModelFiles.kinds()).tree(this);
  }

  /** This config as one line of canonical JSON. */
  String json() {
    return new ConfigDump(ModelFiles.kinds()).json(this);
  }

  /** This config as YAML, which binds to an equal config. */
  public String yaml() {
    return new ConfigDump(ModelFiles.kinds()).yaml(this);
  }
}
