package io.anchorage.jobs.learn;

import io.anchorage.UserException;
import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.Sample;
import io.anchorage.cloud.augment.ArcMix;
import io.anchorage.cloud.augment.Augmentation;
import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Kinds;
import io.anchorage.kernel.random.Seeds;
import java.util.List;

/**
 * What is done to each sample of a table before anything else sees it. What happens to a sample
 * depends on its id alone: two looks at a table see the same.
 *
 * @param changes in their order
 */
record Changes(List<Augmentation> changes) {
  static final Changes NONE = new Changes(List.of());
  private static final long SEED = 0;

  Changes {
    changes = List.copyOf(changes);
    requireSingle(changes);
  }

  /**
   * @throws IllegalArgumentException if one takes more than one cloud
   */
  static void requireSingle(List<Augmentation> changes) {
    if (changes.stream().anyMatch(ArcMix.class::isInstance)) {
      throw new IllegalArgumentException(
          "changes must be of single clouds, arc-mix joins two: " + changes);
    }
  }

  /**
   * The sample as it is changed.
   *
   * @throws UserException of kind CONFIG if there are changes, and it is no cloud
   */
  Sample of(Sample sample) {
    if (!changes.isEmpty() && !sample.view().kind().equals(PointCloud.KIND)) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "Changes are made to clouds, and the model sees %s; leave --changes away"
              .formatted(sample.view().kind().many()));
    }
    List<Sample> changed = List.of(sample);
    for (int i = 0; i < changes.size(); i++) {
      String step = "change-" + i + "-";
      changed =
          changes
              .get(i)
              .apply(changed, (purpose, id) -> new Seeds(SEED, id, 0).stream(step + purpose));
    }
    return changed.get(0);
  }

  /** Canonical JSON. */
  String json() {
    return new ConfigDump(Kinds.sealed()).json(this);
  }

  /**
   * What {@link #json} says, or YAML like it.
   *
   * @param place what messages call it
   */
  static Changes parse(String text, String place) {
    return new ConfigBinder(Kinds.sealed()).bind(ConfigReader.parse(text, place), NONE);
  }
}
