package io.anchorage.jobs.fit;

import io.anchorage.field.Families;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.table.TableSpec;

/**
 * What must be known before the first fit.
 *
 * @param signals how images become signals
 * @param channels that fields have
 * @param decoder what fields share; none for families that share nothing
 */
record FitInputs(Signals signals, int channels, DecoderFile decoder) {
  /** What the table is made by. */
  TableSpec spec(Recipe recipe) {
    return TableSpec.of(
        Families.of(recipe.fit().family()), recipe.fit().family(), channels, recipe.tree());
  }
}
