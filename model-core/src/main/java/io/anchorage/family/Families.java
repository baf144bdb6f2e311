package io.anchorage.family;

import io.anchorage.family.arc.ArcFamily;
import io.anchorage.family.siren.SirenFamily;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import java.util.List;

/** The families there are. */
public final class Families {
  private static final List<Family> ALL = List.of(new SirenFamily(), new ArcFamily());

  private Families() {}

  public static List<Family> all() {
    return ALL;
  }

  /** The family of a recipe. */
  public static Family of(FamilyConfig config) {
    return ALL.stream()
        .filter(family -> family.name().equals(config.kind()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No family is named " + config.kind()));
  }
}
