package io.anchorage.jobs.allcnn.moving;

import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.AdamConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.StopRule;
import io.anchorage.jobs.allcnn.MapFamilies;
import io.anchorage.jobs.allcnn.maps.FeatureMaps;
import io.anchorage.jobs.allcnn.maps.MapPhase;
import io.anchorage.jobs.allcnn.maps.MapRecipe;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.train.CnnTrainConfig;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How SIRENs follow the maps of a network that learns (He 2025, section 4.2).
 *
 * @param layers whose maps are followed, in ascending order
 * @param targets which maps SIRENs are fitted to: {@code moving}, and static ones for comparison;
 *     all SIRENs of an image and layer start alike
 * @param images how many are followed, the first of the sample by id; 0 for all
 * @param steps of each SIREN per epoch, at least 1
 * @param siren the config of the fitted family, by default a SIREN's
 * @param adam the SIRENs' optimiser
 * @param group how many images a task follows at once; larger groups take more memory and read the
 *     checkpoints less often, without changing the SIRENs
 */
public record MovingConfig(
    List<Integer> layers,
    List<Target> targets,
    int images,
    int steps,
    FamilyConfig siren,
    AdamConfig adam,
    int group)
    implements Serializable {
  /** The network whose map is a SIREN's target in an epoch. */
  public enum Target {
    /** After the epoch. */
    MOVING,
    /** Before training. */
    INITIALISED,
    /** After training. */
    TRAINED;

    /** The network whose maps are the targets in the end. */
    MapPhase phase() {
      return this == INITIALISED ? MapPhase.INITIALISED : MapPhase.TRAINED;
    }

    /** The name in tables. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The epoch of its checkpoint. */
    int checkpoint(int epoch, int epochs) {
      return switch (this) {
        case MOVING -> epoch;
        case INITIALISED -> 0;
        case TRAINED -> epochs;
      };
    }
  }

  public MovingConfig {
    layers = List.copyOf(layers);
    targets = List.copyOf(targets);
    check(
        !targets.isEmpty() && new HashSet<>(targets).size() == targets.size(),
        "targets must be at least one of moving, initialised, trained, each once",
        targets);
    int before = 0;
    for (int layer : layers) {
      if (layer <= before || layer > AllCnnConfig.LAYERS) {
        throw new IllegalArgumentException(
            "layers must be ascending and in 1 .. %d, the network's convolutions: %s"
                .formatted(AllCnnConfig.LAYERS, layers));
      }
      before = layer;
    }
    check(!layers.isEmpty(), "layers must be at least one", layers);
    check(images >= 0, "images must be at least 0", images);
    check(steps >= 1 && steps <= 10_000, "steps must be in 1 .. 10000", steps);
    check(group >= 1, "group must be at least 1", group);
    MapFamilies.require("siren.kind", siren);
  }

  /** As published: six layers, 2-256-256-256-256-C, Adam at 1e-4, one step per epoch. */
  public static MovingConfig defaults() {
    FitRecipe published = MapFamilies.defaultRecipe();
    return new MovingConfig(
        List.of(1, 2, 3, 4, 5, 6),
        List.of(Target.MOVING),
        0,
        1,
        published.family(),
        published.adam(),
        4);
  }

  /** The recipe of each fit; its curve is measured after each epoch. */
  FitRecipe recipe(int epochs, long seed) {
    List<Integer> curve = IntStream.range(1, epochs).mapToObj(e -> e * steps + 1).toList();
    return new FitRecipe(siren, adam, StopRule.after(epochs * steps), seed, 1, curve);
  }

  /** The recipe of the table of a target's SIRENs. */
  MapRecipe recipe(Target target, AllCnnConfig network, CnnTrainConfig training) {
    FeatureMaps maps =
        new FeatureMaps(
            network, training, List.of(target.phase()), layers, FeatureMaps.Peak.MAXIMUM, false);
    return MapRecipe.learnt(
        maps, recipe(training.epochs(), training.seed()), MapRecipe.Target.MOVING);
  }

  private static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
