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
 * Everything that a {@code train} job is told: the sections of one YAML file.
 *
 * @param clouds which fields of the table, and what the model sees of them
 * @param train what decides the model
 * @param grid several trainings in one job
 * @param run how it is watched
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
   * Lays a config over the defaults.
   *
   * @throws io.anchorage.UserException in one line with the key, the value and where it was set
   */
  static TrainJobConfig bind(Section config) {
    return new ConfigBinder(ModelFiles.kinds()).bind(config, defaults());
  }

  /** Binds YAML or JSON text; {@code place} is what messages call it. */
  static TrainJobConfig parse(String text, String place) {
    return bind(ConfigReader.parse(text, place));
  }

  TrainJobConfig withGrid(GridConfig value) {
    return new TrainJobConfig(clouds, train, value, run);
  }

  /** As JSON values. */
  Map<String, Object> tree() {
    return new ConfigDump(ModelFiles.kinds()).tree(this);
  }

  /** Canonical JSON, one line. */
  String json() {
    return new ConfigDump(ModelFiles.kinds()).json(this);
  }

  /** YAML that binds to this config again. */
  public String yaml() {
    return new ConfigDump(ModelFiles.kinds()).yaml(this);
  }
}
