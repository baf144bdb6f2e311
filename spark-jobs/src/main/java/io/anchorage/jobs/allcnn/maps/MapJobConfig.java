package io.anchorage.jobs.allcnn.maps;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Overrides;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.allcnn.MapFamilies;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.config.RunConfig;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.signal.SignalConfig;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The config of a {@code feature-maps} job: the sections of one YAML file.
 *
 * @param source where images come from
 * @param signal how an image is transformed before the network sees it; values are scaled to 0 .. 1
 * @param maps which maps, of which networks
 * @param fit the recipe of the fits
 * @param run how the work is divided and reported
 */
public record MapJobConfig(
    SourceConfig source, SignalConfig signal, FeatureMaps maps, FitRecipe fit, RunConfig run) {
  public MapJobConfig {
    if (signal.values() != ValueRange.AUTO && signal.values() != ValueRange.UNIT) {
      throw new IllegalArgumentException(
          "signal.values must be auto or unit, which is what the network sees: "
              + signal.values().name().toLowerCase(Locale.ROOT));
    }
    MapFamilies.require("fit.family.kind", fit.family());
  }

  /** As published: 2-256-256-256-256-C, Adam at 1e-4, 250 steps on the whole map. */
  public static MapJobConfig defaults() {
    return new MapJobConfig(
        SourceConfig.defaults(),
        SignalConfig.defaults(),
        FeatureMaps.defaults(),
        MapFamilies.defaultRecipe(),
        RunConfig.defaults());
  }

  /**
   * Reads a config file.
   *
   * @param file null for none: all defaults
   * @param settings overrides, each {@code a.b=c}
   * @throws UserException in one line with the key, the value, where it was set and what is allowed
   */
  public static MapJobConfig load(Path file, List<String> settings) {
    Section config =
        file == null ? ConfigReader.parse("", "no config file") : ConfigReader.read(file);
    return new ConfigBinder(JobConfigs.KINDS).bind(Overrides.apply(config, settings), defaults());
  }

  /** The whole effective config as YAML that binds to it again. */
  public String yaml() {
    return new ConfigDump(JobConfigs.KINDS).yaml(this);
  }

  /** What the job shares with a {@code fit} of images. */
  public JobConfig job() {
    return new JobConfig(source, signal, fit, run);
  }

  /**
   * Requires a network exactly if a phase uses one.
   *
   * @param network the file; null without one
   */
  public void requireNetwork(String network) {
    boolean asked = maps.phases().contains(MapPhase.GIVEN);
    if (asked && network == null) {
      throw new UserException(
          Kind.CONFIG, "maps.phases has given, but no network is: give one with --network FILE");
    }
    if (!asked && network != null) {
      throw new UserException(
          Kind.CONFIG,
          "--network %s is not used: maps.phases does not have given".formatted(network));
    }
  }
}
