package io.anchorage.jobs.allcnn;

import io.anchorage.family.Families;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.FeatureMapRecipe;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.start.StartFamily;
import java.util.List;
import java.util.stream.Collectors;

/** The families that are fitted to feature maps: those that offer a {@link FeatureMapRecipe}. */
public final class MapFamilies {
  private MapFamilies() {}

  /** The recipe of a config that names no family: that of the registry's first. */
  public static FitRecipe defaultRecipe() {
    return all().get(0).adapter(FeatureMapRecipe.class).orElseThrow().recipe();
  }

  /**
   * Refuses a family that is not fitted to feature maps, and starts that are learnt from images.
   *
   * @param key of the family's kind in the config, for the message
   */
  public static void require(String key, FamilyConfig config) {
    if (!config.family().adapters().has(FeatureMapRecipe.class)) {
      String names = all().stream().map(Family::name).collect(Collectors.joining(" or "));
      throw new IllegalArgumentException(
          "%s must be %s, which feature maps are fitted with: %s"
              .formatted(key, names, config.kind()));
    }
    boolean learnt =
        config
            .family()
            .adapter(StartFamily.class)
            .map(family -> family.isLearnt(config))
            .orElse(false);
    if (learnt) {
      throw new IllegalArgumentException(
          "initialisation must be per-image or shared, because layers have different numbers of channels: learnt");
    }
  }

  private static List<Family> all() {
    return Families.all().stream()
        .filter(family -> family.adapters().has(FeatureMapRecipe.class))
        .toList();
  }
}
