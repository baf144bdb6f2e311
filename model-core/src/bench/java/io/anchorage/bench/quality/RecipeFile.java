package io.anchorage.bench.quality;

import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigNode.Scalar;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Kinds;
import io.anchorage.family.Families;
import io.anchorage.field.FamilyConfig;
import io.anchorage.fit.FitRecipe;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.nio.file.Path;

/**
 * The recipe in a config file of the {@code fit} command.
 *
 * @param name the file's name
 * @param recipe its section {@code fit}
 * @param values the range of the pixels that it names, or the family's published one
 */
record RecipeFile(String name, FitRecipe recipe, ValueRange values) {
  static RecipeFile read(Path file) {
    Section config = ConfigReader.read(file);
    Section fit = (Section) config.find("fit");
    FitRecipe recipe = new ConfigBinder(kinds()).bind(fit, defaults(fit), "fit");
    ValueRange values = recipe.family().publishedValues();
    if (config.find("signal") instanceof Section signal
        && signal.find("values") instanceof Scalar given
        && !given.text().equals("auto")) {
      values = ValueRange.valueOf(given.text().toUpperCase(java.util.Locale.ROOT));
    }
    return new RecipeFile(file.getFileName().toString(), recipe, values);
  }

  private static Kinds kinds() {
    Kinds kinds = Kinds.sealed();
    for (FitRecipe recipe : Families.defaultRecipes()) {
      kinds = kinds.with(FamilyConfig.class, recipe.family().kind(), recipe.family());
    }
    return kinds;
  }

  private static FitRecipe defaults(Section fit) {
    FitRecipe first = Families.defaultRecipes().get(0);
    if (fit.find("family") instanceof Section family
        && family.find("kind") instanceof Scalar kind) {
      return Families.defaultRecipes().stream()
          .filter(recipe -> recipe.family().kind().equals(kind.text()))
          .findFirst()
          .orElse(first);
    }
    return first;
  }
}
