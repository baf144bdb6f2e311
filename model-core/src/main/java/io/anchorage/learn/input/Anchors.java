package io.anchorage.learn.input;

import io.anchorage.field.Anchored;
import io.anchorage.field.FamilyConfig;
import java.util.Optional;

/** Finds the anchors of a family that has them. */
final class Anchors {
  private Anchors() {}

  static Optional<String> refusal(FamilyConfig config) {
    return find(config).isPresent() ? Optional.empty() : Optional.of("which have no anchors");
  }

  /** The anchors of a family that was not refused. */
  static Anchored of(FamilyConfig config) {
    return find(config)
        .orElseThrow(() -> new IllegalArgumentException(config.kind() + " fields have no anchors"));
  }

  private static Optional<Anchored> find(FamilyConfig config) {
    return config.family().adapter(Anchored.class);
  }
}
