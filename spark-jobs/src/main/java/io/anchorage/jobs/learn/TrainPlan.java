package io.anchorage.jobs.learn;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Overrides;
import io.anchorage.jobs.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A config and the training runs that it defines.
 *
 * @param config the config as given
 * @param trials at least one training run: the variants in order, each with all its seeds
 */
public record TrainPlan(TrainJobConfig config, List<Trial> trials) {
  private static final int HASH_DIGITS = 8;

  public TrainPlan {
    trials = List.copyOf(trials);
  }

  /**
   * Reads a config file.
   *
   * @param file the config file; null to use the defaults
   * @param settings overrides, each of the form {@code a.b=c}
   * @throws UserException if a setting is invalid; its one-line message gives the key, the value,
   *     where it was set and what is allowed
   */
  public static TrainPlan load(Path file, List<String> settings) {
    return of(Overrides.apply(read(file), settings));
  }

  /**
   * Plans variants of one config with several seeds. Each run's folder is named after everything
   * that determines its result, so a fan-out can be extended later without repeating completed
   * runs.
   *
   * @param file the config file; null to use the defaults
   * @param settings overrides for all training runs
   */
  public static TrainPlan fanOut(
      Path file, List<String> settings, List<GridConfig.Variant> variants, List<Long> seeds) {
    Section section = Overrides.apply(read(file), settings);
    TrainJobConfig base = TrainJobConfig.bind(section);
    List<Trial> trials = new ArrayList<>();
    for (GridConfig.Variant variant : variants) {
      Section changed = Overrides.apply(section, checked(variant));
      for (long seed : seeds) {
        String config = config(changed, seed);
        String folder =
            variant.name()
                + "-"
                + Sha256.of(config.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS)
                + "-seed-"
                + seed;
        trials.add(new Trial(trials.size(), variant.name(), folder, seed, config));
      }
    }
    return new TrainPlan(base.withGrid(GridConfig.defaults()), trials);
  }

  /** The models' folders, relative to the output. */
  public List<String> folders() {
    return trials.stream().map(Trial::folder).toList();
  }

  private static String config(Section changed, long seed) {
    return TrainJobConfig.bind(Overrides.apply(changed, List.of("train.seed=" + seed)))
        .withGrid(GridConfig.defaults())
        .json();
  }

  private static Section read(Path file) {
    return file == null ? ConfigReader.parse("", "no config file") : ConfigReader.read(file);
  }

  private static TrainPlan of(Section section) {
    TrainJobConfig config = TrainJobConfig.bind(section);
    GridConfig grid = config.grid();
    boolean one = grid.seeds().size() < 2 && grid.variants().size() < 2;
    List<GridConfig.Variant> variants =
        grid.variants().isEmpty()
            ? List.of(new GridConfig.Variant("model", List.of()))
            : grid.variants();
    List<Trial> trials = new ArrayList<>();
    for (GridConfig.Variant variant : variants) {
      Section changed = Overrides.apply(section, checked(variant));
      List<Long> seeds =
          grid.seeds().isEmpty()
              ? List.of(TrainJobConfig.bind(changed).train().seed())
              : grid.seeds();
      for (long seed : seeds) {
        trials.add(
            new Trial(
                trials.size(),
                grid.variants().isEmpty() ? "" : variant.name(),
                one ? "" : variant.name() + "-seed-" + seed,
                seed,
                config(changed, seed)));
      }
    }
    return new TrainPlan(config, trials);
  }

  private static List<String> checked(GridConfig.Variant variant) {
    for (String setting : variant.set()) {
      boolean allowed =
          setting.startsWith("train.")
              || setting.startsWith("clouds.input")
              || setting.startsWith("clouds.changes=");
      if (!allowed || setting.startsWith("train.seed=")) {
        throw new UserException(
            Kind.CONFIG,
            "grid.variants may set keys of train, clouds.input and clouds.changes, seeds are in grid.seeds: %s in variant %s"
                .formatted(setting, variant.name()));
      }
    }
    return variant.set();
  }
}
