package io.anchorage.jobs.tune;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.Engine;
import io.anchorage.fit.Engines;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.Preparation;
import io.anchorage.jobs.fit.FitInputs;
import io.anchorage.jobs.fit.FitSubject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the recipes of a search share between their fits, such as ARC's decoder: learnt once for all
 * recipes that would learn the same.
 */
final class Preparations {
  private final Tunable tunable;
  private final FitSubject.Circumstances here;
  private final Map<Object, SharedParameters> known = new HashMap<>();
  private final SharedParameters plain;
  private final Engine engine;

  /**
   * @param here of all preparations; its output receives their progress
   * @param base what the base recipe's preparation gave
   */
  Preparations(Tunable tunable, FitSubject.Circumstances here, FitInputs base) {
    this.tunable = tunable;
    this.here = here;
    this.engine = here.engine();
    this.plain = base.shared();
    basis(tunable.base()).ifPresent(basis -> known.put(basis, base.shared()));
  }

  /** Whether something has to be learnt for a recipe. */
  boolean isNew(FitRecipe recipe) {
    return basis(recipe).map(basis -> !known.containsKey(basis)).orElse(false);
  }

  /**
   * The shared parameters of a recipe's fits, learnt if need be.
   *
   * @throws java.util.concurrent.CancellationException if the run is called off in the meantime
   */
  SharedParameters of(FitRecipe recipe) throws InterruptedException {
    Optional<Object> basis = basis(recipe);
    if (basis.isEmpty()) {
      return plain;
    }
    SharedParameters shared = known.get(basis.get());
    if (shared == null) {
      shared = tunable.subject(recipe).prepare(here).shared();
      known.put(basis.get(), shared);
    }
    return shared;
  }

  private Optional<Object> basis(FitRecipe recipe) {
    Optional<Preparation> preparation = Engines.preparation(recipe, engine);
    return preparation.map(learning -> learning.basis(recipe));
  }
}
