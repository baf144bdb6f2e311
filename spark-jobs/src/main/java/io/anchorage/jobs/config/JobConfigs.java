package io.anchorage.jobs.config;

import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Kinds;
import io.anchorage.config.Overrides;
import io.anchorage.family.Families;
import io.anchorage.fit.FitRecipe;
import io.anchorage.signal.SignalConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads job configs from YAML. Keys that are not given take their defaults: those of a section come
 * from its record's {@code defaults()}; those of {@code fit} depend on the family and come from
 * {@link Families}.
 */
public final class JobConfigs {
  public static final Kinds KINDS = Families.kinds();

  private JobConfigs() {}

  /**
   * Reads a config file.
   *
   * @param file the YAML file; null for all defaults
   * @param settings overrides of the form {@code a.b=c}
   * @throws io.anchorage.UserException in one line that gives the key, the value, where it was set
   *     and what is allowed
   */
  public static JobConfig load(Path file, List<String> settings) {
    Section config =
        file == null ? ConfigReader.parse("", "no config file") : ConfigReader.read(file);
    return bind(Overrides.apply(config, settings));
  }

  /**
   * Reads a config from YAML or JSON text.
   *
   * @param place where the text comes from, for messages
   */
  public static JobConfig parse(String text, String place) {
    return bind(ConfigReader.parse(text, place));
  }

  /**
   * Reads a config from YAML or JSON text.
   *
   * @param place where the text comes from, for messages
   * @param settings overrides of the form {@code a.b=c}
   */
  public static JobConfig parse(String text, String place, List<String> settings) {
    return bind(Overrides.apply(ConfigReader.parse(text, place), settings));
  }

  /** The complete effective config as YAML; reading it gives an equal config. */
  public static String yaml(JobConfig config) {
    return new ConfigDump(KINDS).yaml(config);
  }

  private static JobConfig bind(Section config) {
    JobConfig defaults =
        new JobConfig(
            SourceConfig.defaults(),
            SignalConfig.defaults(),
            fitDefaults(config),
            RunConfig.defaults());
    return new ConfigBinder(KINDS).bind(config, defaults);
  }

  /**
   * The defaults of the family that a config names in {@code fit.family.kind}; those of the first
   * family if it names none or an unknown one.
   */
  static FitRecipe fitDefaults(Section config) {
    return config.find("fit") instanceof Section fit
        ? Families.defaultRecipe(fit)
        : Families.defaultRecipes().get(0);
  }
}
