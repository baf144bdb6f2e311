package io.anchorage.jobs.allcnn.maps;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.AddedLater;
import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.ConfigReader;
import io.anchorage.field.Family;
import io.anchorage.field.LayoutEntry;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.signal.SignalConfig;
import io.anchorage.signal.SignalConfig.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Everything that determines the field of a feature map, apart from the image and the networks'
 * weights, which are stored with the table.
 *
 * @param format version of this form
 * @param signal how an image is transformed before the network sees it
 * @param maps which maps
 * @param fit the recipe of the fits
 * @param target what the fits are taught
 */
public record MapRecipe(
    int format, SignalConfig signal, FeatureMaps maps, FitRecipe fit, @AddedLater Target target) {
  /** What fits are taught. */
  public enum Target {
    /** The map, in every step. */
    MAP,
    /**
     * In each step the map of the network after an epoch of its training (He 2025, section 4.2), or
     * of one network to compare with; all SIRENs of an image and layer start alike.
     */
    MOVING,
    /** What random paths compute of the map while the network learns (section 3.4). */
    PATHS
  }

  public MapRecipe {
    signal = signal.withAutoAs(ValueRange.UNIT);
  }

  /** The recipe in a job's config. */
  public static MapRecipe of(MapJobConfig config) {
    return new MapRecipe(Recipe.FORMAT, config.signal(), config.maps(), config.fit(), Target.MAP);
  }

  /**
   * The recipe of fields that an experiment learns of all maps that a network has at its end.
   *
   * @param target other than {@link Target#MAP}
   */
  public static MapRecipe learnt(FeatureMaps maps, FitRecipe fit, Target target) {
    return new MapRecipe(Recipe.FORMAT, SignalConfig.defaults(), maps, fit, target);
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

  /** The specification of a table of this recipe. */
  public TableSpec spec() {
    Family family = fit.family().family();
    return TableSpec.of(family, fit.family(), 1, tree())
        .withColumns(MapColumns.of(maps))
        .withLayout(layout(family));
  }

  /** The layout for each number of channels that maps have. */
  private List<LayoutEntry> layout(Family family) {
    TreeSet<Integer> channels = new TreeSet<>();
    for (int number : maps.layers()) {
      channels.add(maps.network().layer(number).outputs());
    }
    List<LayoutEntry> entries = new ArrayList<>();
    for (int count : channels) {
      for (LayoutEntry entry : family.layout(fit.family(), count)) {
        entries.add(entry.ofChannels(count));
      }
    }
    return entries;
  }

  /** The fits as engines see them: an empty {@code curve-at} means every step. */
  public FitRecipe watched() {
    if (!fit.curveAt().isEmpty()) {
      return fit;
    }
    return fit.withCurveAt(IntStream.rangeClosed(1, fit.stop().steps()).boxed().toList());
  }
}
