package io.anchorage.fit;

import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.arc.ArcFitter;
import io.anchorage.fit.siren.SirenFitter;
import java.util.List;

/** How each family is fitted on the CPU kernels. */
final class FamilyFitters {
  private static final List<FamilyFitter> ALL = List.of(new SirenFitter(), new ArcFitter());

  private FamilyFitters() {}

  /** The fitter of a recipe's family. */
  static FamilyFitter of(FamilyConfig config) {
    return ALL.stream()
        .filter(fitter -> fitter.family().equals(config.kind()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("No fitter is there for family " + config.kind()));
  }
}
