package io.anchorage.jobs.allcnn.paths;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.learn.GridConfig;
import io.anchorage.jobs.learn.GridConfig.Variant;
import io.anchorage.learn.cnn.paths.PathTrainer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The trainings of a job: each variant with each seed along paths, and before them, once for all
 * variants with the same network and training, the ordinary ones.
 *
 * @param isGrid whether there are several trainings along paths
 */
record PathPlan(List<PathTrial> trials, boolean isGrid) {
  PathPlan {
    trials = List.copyOf(trials);
  }

  /**
   * Plans the trainings of a config.
   *
   * @throws UserException of kind CONFIG in one line, if a variant sets what none may, or cannot be
   *     trained along paths
   */
  static PathPlan of(PathJobConfig config) {
    GridConfig grid = config.grid();
    boolean isGrid = grid.seeds().size() > 1 || grid.variants().size() > 1;
    List<Variant> variants =
        grid.variants().isEmpty() ? List.of(new Variant("paths", List.of())) : grid.variants();
    List<Planned> ordinary = new ArrayList<>();
    List<Planned> along = new ArrayList<>();
    Set<Object> known = new HashSet<>();
    for (Variant variant : variants) {
      PathJobConfig changed = config.with(checked(variant));
      PathTrainer.requireUsable(changed.network());
      boolean base =
          changed.network().equals(config.network())
              && changed.training().equals(config.training());
      String baseline = base ? "ordinary" : "ordinary-" + variant.name();
      List<Long> seeds = grid.seeds().isEmpty() ? List.of(changed.training().seed()) : grid.seeds();
      for (long seed : seeds) {
        PathJobConfig seeded = changed.with(List.of("training.seed=" + seed));
        if (config.baseline() && known.add(List.of(seeded.network(), seeded.training()))) {
          ordinary.add(new Planned(Training.ORDINARY, baseline, seeded));
        }
        along.add(new Planned(Training.PATHS, isGrid ? variant.name() : "paths", seeded));
      }
    }
    ordinary.addAll(along);
    List<PathTrial> trials = new ArrayList<>();
    for (Planned each : ordinary) {
      trials.add(each.trial(trials.size(), isGrid));
    }
    return new PathPlan(trials, isGrid);
  }

  private record Planned(Training kind, String group, PathJobConfig config) {
    PathTrial trial(int number, boolean isGrid) {
      String name = isGrid ? group + "-seed-" + config.training().seed() : group;
      return new PathTrial(
          number,
          kind,
          group,
          name,
          isGrid || kind == Training.ORDINARY ? name : "",
          config.network(),
          config.training(),
          config.paths());
    }
  }

  private static List<String> checked(Variant variant) {
    for (String setting : variant.set()) {
      boolean allowed =
          setting.startsWith("network.")
              || setting.startsWith("training.")
              || setting.startsWith("paths.");
      if (!allowed || setting.startsWith("training.seed=")) {
        throw new UserException(
            Kind.CONFIG,
            "grid.variants may set keys of network, training and paths, seeds are in grid.seeds: %s in variant %s"
                .formatted(setting, variant.name()));
      }
      if (setting.startsWith("paths.last=")) {
        throw new UserException(
            Kind.CONFIG,
            "grid.variants may not set paths.last, by which their tables would differ: %s in variant %s"
                .formatted(setting, variant.name()));
      }
    }
    return variant.set();
  }
}
