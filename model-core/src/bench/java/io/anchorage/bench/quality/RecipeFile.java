package io.anchorage.bench.quality;

import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigNode.Scalar;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.ConfigReader;
import io.anchorage.family.Families;
import io.anchorage.fit.FitRecipe;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.nio.file.Path;
import java.util.Locale;

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
    FitRecipe recipe =
        new ConfigBinder(Families.kinds()).bind(fit, Families.defaultRecipe(fit), "fit");
    ValueRange values = recipe.family().publishedValues();
    if (config.find("signal") instanceof Section signal
        && signal.find("values") instanceof Scalar given
        && !given.text().equals("auto")) {
      values = ValueRange.valueOf(given.text().toUpperCase(Locale.ROOT));
    }
    return new RecipeFile(file.getFileName().toString(), recipe, values);
  }
}
