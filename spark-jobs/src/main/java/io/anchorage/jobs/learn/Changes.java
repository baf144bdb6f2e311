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
 * Changes applied to each sample of a table as it is read. The change to a sample depends only on
 * its id, so reading a table twice gives the same samples.
 *
 * @param changes the changes, in the order of application
 */
record Changes(List<Augmentation> changes) {
  static final Changes NONE = new Changes(List.of());
  private static final long SEED = 0;

  Changes {
    changes = List.copyOf(changes);
    requireSingle(changes);
  }

  /**
   * Checks that each change works on a single cloud.
   *
   * @throws IllegalArgumentException if one needs more than one cloud
   */
  static void requireSingle(List<Augmentation> changes) {
    if (changes.stream().anyMatch(ArcMix.class::isInstance)) {
      throw new IllegalArgumentException(
          "changes must be of single clouds, arc-mix joins two: " + changes);
    }
  }

  /**
   * Applies the changes to a sample.
   *
   * @throws UserException of kind CONFIG if there are changes and the sample is not a cloud
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
   * Parses the JSON that {@link #json} returns, or the equivalent YAML.
   *
   * @param place the origin of the text, for messages
   */
  static Changes parse(String text, String place) {
    return new ConfigBinder(Kinds.sealed()).bind(ConfigReader.parse(text, place), NONE);
  }
}
