package io.anchorage.jobs.solve;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.ConfigReader;
import io.anchorage.equation.EquationConfig;
import io.anchorage.family.Families;
import io.anchorage.field.Family;
import io.anchorage.fit.EquationFitter;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.signal.SignalConfig;
import java.util.Map;

/**
 * Everything that determines a solution apart from its case or image.
 *
 * @param format version of this form
 * @param signal how images become signals
 * @param equation what must hold
 * @param fit the recipe of the fits
 */
record SolveRecipe(int format, SignalConfig signal, EquationConfig equation, FitRecipe fit) {
  SolveRecipe {
    signal = signal.withAutoAs(fit.family().publishedValues());
  }

  static SolveRecipe of(SolveJobConfig config) {
    return new SolveRecipe(Recipe.FORMAT, config.signal(), config.equation(), config.fit());
  }

  /**
   * Reads the recipe of a table.
   *
   * @param place where the text comes from, for messages
   */
  static SolveRecipe parse(String json, String place) {
    Section section = ConfigReader.parse(json, place);
    FitRecipe fit = Families.defaultRecipe((Section) section.find("fit"));
    SolveRecipe defaults =
        new SolveRecipe(Recipe.FORMAT, SignalConfig.defaults(), EquationConfig.defaults(), fit);
    SolveRecipe recipe = new ConfigBinder(JobConfigs.KINDS).bind(section, defaults);
    if (recipe.format != Recipe.FORMAT) {
      throw new UserException(
          Kind.INPUT,
          "Recipe format %d is not known to this version, which reads %d (%s)"
              .formatted(recipe.format, Recipe.FORMAT, place));
    }
    return recipe;
  }

  /** The recipe as JSON values. */
  Map<String, Object> tree() {
    return new ConfigDump(JobConfigs.KINDS).identity(this);
  }

  /** The part that concerns images and fits alone. */
  Recipe plain() {
    return new Recipe(format, signal, fit);
  }

  /**
   * The specification of a table.
   *
   * @param channels of its fields
   */
  TableSpec spec(int channels) {
    Family family = fit.family().family();
    EquationFitter fitter = family.adapter(EquationFitter.class).orElseThrow();
    return TableSpec.of(family, fit.family(), channels, tree())
        .withColumns(SolveColumns.of(equation))
        .withLayout(fitter.layout(fit.family(), equation.axes(), channels))
        .withContract(fitter.contract(fit.family(), equation.axes()));
  }
}
