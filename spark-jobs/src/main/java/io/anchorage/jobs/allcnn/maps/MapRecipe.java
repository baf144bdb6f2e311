package io.anchorage.jobs.allcnn.maps;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.ConfigReader;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.signal.SignalConfig;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Everything that determines the field of a feature map, apart from the image and the networks'
 * weights, which are stored with the table.
 *
 * @param format version of this form
 * @param signal how an image is transformed before the network sees it
 * @param maps which maps
 * @param fit the recipe of the fits
 */
public record MapRecipe(int format, SignalConfig signal, FeatureMaps maps, FitRecipe fit) {
  public MapRecipe {
    signal = signal.withAutoAs(ValueRange.UNIT);
  }

  /** The recipe in a job's config. */
  public static MapRecipe of(MapJobConfig config) {
    return new MapRecipe(Recipe.FORMAT, config.signal(), config.maps(), config.fit());
  }

  /**
   * Reads the recipe of a table of feature maps.
   *
   * @param place where the text comes from, for messages
   */
  public static MapRecipe parse(String json, String place) {
    Section section = ConfigReader.parse(json, place);
    MapRecipe recipe =
        new ConfigBinder(JobConfigs.KINDS).bind(section, of(MapJobConfig.defaults()));
    if (recipe.format != Recipe.FORMAT) {
      throw new UserException(
          Kind.INPUT,
          "Recipe format %d is not known to this version, which reads %d (%s)"
              .formatted(recipe.format, Recipe.FORMAT, place));
    }
    return recipe;
  }

  /** The recipe as JSON values. */
  public Map<String, Object> tree() {
    return new ConfigDump(JobConfigs.KINDS).identity(this);
  }

  /** The part that concerns images and fits alone. */
  public Recipe plain() {
    return new Recipe(format, signal, fit);
  }

  /** The fits as engines see them: an empty {@code curve-at} means every step. */
  public FitRecipe watched() {
    if (!fit.curveAt().isEmpty()) {
      return fit;
    }
    return fit.withCurveAt(IntStream.rangeClosed(1, fit.stop().steps()).boxed().toList());
  }
}
