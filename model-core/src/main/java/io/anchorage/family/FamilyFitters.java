package io.anchorage.family;

import io.anchorage.family.arc.ArcFitter;
import io.anchorage.family.siren.SirenFitter;
import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.FamilyFitter;
import java.util.List;

/** How each family is fitted on the CPU kernels. */
public final class FamilyFitters {
  private static final List<FamilyFitter> ALL = List.of(new SirenFitter(), new ArcFitter());

  private FamilyFitters() {}

  /** The fitter of a recipe's family. */
  public static FamilyFitter of(FamilyConfig config) {
    return ALL.stream()
        .filter(fitter -> fitter.family().equals(config.kind()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("No fitter is there for family " + config.kind()));
  }
}
