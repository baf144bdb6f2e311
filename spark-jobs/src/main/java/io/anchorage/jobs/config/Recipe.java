package io.anchorage.jobs.config;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.AddedLater;
import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigNode.Section;
import io.anchorage.config.ConfigReader;
import io.anchorage.fit.FitRecipe;
import io.anchorage.signal.SignalConfig;
import io.anchorage.symmetry.UnitChange;
import io.anchorage.symmetry.UnitChanges;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Everything that determines a field apart from its image: two tables with the same recipe and the
 * same images hold the same fields. Where the images come from and how the work is divided are not
 * part of it.
 *
 * @param format version of the recipe format
 * @param signal with a named value range, never AUTO
 * @param fit how each field is fitted
 * @param units what was done to the fields' hidden units afterwards
 */
public record Recipe(
    int format, SignalConfig signal, FitRecipe fit, @AddedLater UnitChanges units) {
  /**
   * The version that this build writes. A change of a default, or of what a key means, requires a
   * new version.
   */
  public static final int FORMAT = 1;

  public Recipe {
    signal = signal.withAutoAs(fit.family().publishedValues());
  }

  /** The recipe of fields as they are fitted. */
  public Recipe(int format, SignalConfig signal, FitRecipe fit) {
    this(format, signal, fit, UnitChanges.defaults());
  }

  /** The recipe in a job's config. */
  public static Recipe of(JobConfig config) {
    return new Recipe(FORMAT, config.signal(), config.fit());
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @param place where the text comes from, for messages
   */
  public static Recipe parse(String json, String place) {
    Section section = ConfigReader.parse(json, place);
    Recipe defaults = new Recipe(FORMAT, SignalConfig.defaults(), JobConfigs.fitDefaults(section));
    Recipe recipe = new ConfigBinder(JobConfigs.KINDS).bind(section, defaults);
    if (recipe.format != FORMAT) {
      throw new UserException(
          Kind.INPUT,
          "Recipe format %d is not supported; this version of Anchorage reads format %d (%s)"
              .formatted(recipe.format, FORMAT, place));
    }
    return recipe;
  }

  /** The recipe of the same fields after a change of their hidden units. */
  public Recipe then(UnitChange change) {
    return new Recipe(format, signal, fit, units.then(change));
  }

  /** The recipe as JSON values. */
  public Map<String, Object> tree() {
    return new ConfigDump(JobConfigs.KINDS).identity(this);
  }

  /** Canonical JSON: one line, keys sorted, numbers the same on every Java. */
  public String json() {
    return ConfigDump.json(tree());
  }

  /** SHA-256 of {@link #json} in UTF-8, as 64 hexadecimal digits: a table's {@code recipe_hash}. */
  public String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(json().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
