package io.anchorage.jobs.learn;

import io.anchorage.UserException;
import io.anchorage.cloud.Sample;
import io.anchorage.cloud.ViewKind;
import io.anchorage.cloud.augment.Augmentation;
import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Kinds;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.learn.Augmentations;
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
   * Checks that each change works on a single sample.
   *
   * @throws IllegalArgumentException if one needs more than one sample
   */
  static void requireSingle(List<Augmentation> changes) {
    if (changes.stream().anyMatch(Augmentation::joins)) {
      throw new IllegalArgumentException(
          "changes must be of single samples, not mixtures: " + changes);
    }
  }

  /**
   * Applies the changes to a sample.
   *
   * @throws UserException of kind CONFIG if a change is not for such samples
   */
  Sample of(Sample sample) {
    ViewKind<?> kind = sample.view().kind();
    Augmentations.misplaced(changes, kind)
        .ifPresent(
            change -> {
              throw new UserException(
                  UserException.Kind.CONFIG,
                  "%s is a change of %s, and the model sees %s; leave it out of the changes"
                      .formatted(
                          change, Augmentations.takes(change).orElse(kind).many(), kind.many()));
            });
    Augmentations.require(changes, sample.view().shape());
    return apply(changes, List.of(sample), SEED).get(0);
  }

  /**
   * Applies changes to samples in their order.
   *
   * @param seed with each sample's id, it decides what happens to the sample
   */
  static List<Sample> apply(List<Augmentation> changes, List<Sample> samples, long seed) {
    List<Sample> changed = samples;
    for (int i = 0; i < changes.size(); i++) {
      String step = "change-" + i + "-";
      changed =
          changes
              .get(i)
              .apply(changed, (purpose, id) -> new Seeds(seed, id, 0).stream(step + purpose));
    }
    return changed;
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
