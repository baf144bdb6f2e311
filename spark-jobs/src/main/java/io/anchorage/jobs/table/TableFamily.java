package io.anchorage.jobs.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorage.UserException;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Family;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.format.Safetensors;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.storage.Json;
import io.anchorage.signal.Grid;
import io.anchorage.signal.UnitImage;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a table's fields back into values.
 *
 * @param shared the table's shared parameters; none for families without shared parameters
 */
public record TableFamily(Recipe recipe, Family family, SharedParameters shared) {
  private static final Set<String> OF_IMAGES = Set.of("format", "signal", "fit", "units");

  /**
   * Returns the family of a table whose fields represent images, as its manifest says.
   *
   * @throws UserException if the fields represent something else, this version of Anchorage does
   *     not know the recipe, or the shared parameters are missing
   */
  public static TableFamily of(FieldTable table) {
    Optional<String> other = subject(table);
    if (other.isPresent()) {
      throw new UserException(
          UserException.Kind.INPUT,
          "%s holds fields of %s, not of images; give a table that fit wrote"
              .formatted(table.files().root(), other.get()));
    }
    return ofAny(table);
  }

  /**
   * Returns the family of a table whatever its fields represent. On the unit scale an image's range
   * is 0 to 1; that of anything else is its row's normalisation's.
   *
   * @throws UserException if this version of Anchorage does not know the recipe, or the shared
   *     parameters are missing
   */
  public static TableFamily ofAny(FieldTable table) {
    String root = table.files().root();
    String place = "the recipe of " + root;
    if (subject(table).isPresent()) {
      // A file beside such a table is what its subject is made with, and nothing that fields share.
      ObjectNode known = table.manifest().spec().recipe().deepCopy();
      known.retain(OF_IMAGES);
      return of(Recipe.parse(Json.compact(known), place), SharedParameters.none());
    }
    Recipe recipe = Recipe.parse(table.manifest().spec().recipeJson(), place);
    byte[] shared = table.sharedParameters();
    return of(recipe, shared == null ? SharedParameters.none() : decode(shared, root));
  }

  /** Returns the family of a recipe's fields. */
  public static TableFamily of(Recipe recipe, SharedParameters shared) {
    return new TableFamily(recipe, recipe.fit().family().family(), shared);
  }

  /** What fields represent if not images: any other subject has its own section in the recipe. */
  private static Optional<String> subject(FieldTable table) {
    return table.manifest().spec().recipe().properties().stream()
        .map(Map.Entry::getKey)
        .filter(section -> !OF_IMAGES.contains(section))
        .findFirst();
  }

  private static SharedParameters decode(byte[] bytes, String root) {
    try {
      return new SharedParameters(Safetensors.decode(bytes, "the decoder of " + root).tensors());
    } catch (IOException e) {
      throw new UserException(UserException.Kind.INPUT, e.getMessage(), e);
    }
  }

  /** Returns the image that a field represents, at its own resolution. */
  public UnitImage image(Field field) {
    return image(field, 1);
  }

  /**
   * Returns the image that a field represents, at a multiple of its resolution.
   *
   * @param scale at least 1; the image must have fewer than 2^31 samples
   */
  public UnitImage image(Field field, int scale) {
    Grid grid = field.grid();
    if (grid.dimensions() != 2) {
      throw new UserException(
          UserException.Kind.INPUT,
          "The field is no image, but has time: decode draws it as it is");
    }
    Grid fine = Grid.image(grid.extent(0) * scale, grid.extent(1) * scale);
    Coordinates at = scale == 1 ? Coordinates.of(grid) : Coordinates.upscaled(grid, scale);
    float[] values = family.evaluate(recipe.fit().family(), shared, field, at);
    return UnitImage.of(values, fine, field.normalisation());
  }
}
