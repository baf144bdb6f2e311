package io.anchorage.jobs.train;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Overrides;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A config and the trainings that it asks for.
 *
 * @param config as given
 * @param trials at least one: the variants in their order, each with all seeds
 */
public record TrainPlan(TrainJobConfig config, List<Trial> trials) {
  public TrainPlan {
    trials = List.copyOf(trials);
  }

  /**
   * Reads a config file.
   *
   * @param file null for none: all defaults
   * @param settings overrides, each {@code a.b=c}
   * @throws UserException in one line with the key, the value, where it was set and what is allowed
   */
  public static TrainPlan load(Path file, List<String> settings) {
    Section section =
        file == null ? ConfigReader.parse("", "no config file") : ConfigReader.read(file);
    return of(Overrides.apply(section, settings));
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
        TrainJobConfig bound =
            TrainJobConfig.bind(Overrides.apply(changed, List.of("train.seed=" + seed)));
        trials.add(
            new Trial(
                trials.size(),
                grid.variants().isEmpty() ? "" : variant.name(),
                one ? "" : variant.name() + "-seed-" + seed,
                seed,
                new TrainJobConfig(
                        bound.clouds(), bound.train(), GridConfig.defaults(), bound.run())
                    .json()));
      }
    }
    return new TrainPlan(config, trials);
  }

  private static List<String> checked(GridConfig.Variant variant) {
    for (String setting : variant.set()) {
      boolean allowed = setting.startsWith("train.") || setting.startsWith("clouds.input");
      if (!allowed || setting.startsWith("train.seed=")) {
        throw new UserException(
            Kind.CONFIG,
            "grid.variants may set keys of train and clouds.input, seeds are in grid.seeds: %s in variant %s"
                .formatted(setting, variant.name()));
      }
    }
    return variant.set();
  }
}
