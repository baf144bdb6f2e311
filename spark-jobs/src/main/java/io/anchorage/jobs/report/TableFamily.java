package io.anchorage.jobs.report;

import io.anchorage.UserException;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Family;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.format.Safetensors;
import io.anchorage.jobs.allcnn.maps.MapRecipe;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.signal.Grid;
import io.anchorage.signal.UnitImage;
import java.io.IOException;

/**
 * What turns a table's fields back into pixels.
 *
 * @param maps the recipe of the feature maps that the fields stand for; null for fields of images
 * @param shared the table's shared parameters; none for families that share nothing
 */
public record TableFamily(Recipe recipe, MapRecipe maps, Family family, SharedParameters shared) {
  /**
   * The family of a table, as its manifest says.
   *
   * @throws UserException if the recipe is not one that this Anchorage knows, or the shared
   *     parameters are not there
   */
  public static TableFamily of(FieldTable table) {
    String root = table.files().root();
    String json = table.manifest().spec().recipeJson();
    MapRecipe maps = MapRecipe.parse(json, "the recipe of " + root).orElse(null);
    if (maps != null) {
      return new TableFamily(
          maps.plain(), maps, maps.fit().family().family(), SharedParameters.none());
    }
    Recipe recipe = Recipe.parse(json, "the recipe of " + root);
    byte[] shared = table.sharedParameters();
    return new TableFamily(
        recipe,
        null,
        recipe.fit().family().family(),
        shared == null ? SharedParameters.none() : decode(shared, root));
  }

  private static SharedParameters decode(byte[] bytes, String root) {
    try {
      return new SharedParameters(Safetensors.decode(bytes, "the decoder of " + root).tensors());
    } catch (IOException e) {
      throw new UserException(UserException.Kind.INPUT, e.getMessage(), e);
    }
  }

  /** Whether the fields stand for feature maps. */
  public boolean isOfMaps() {
    return maps != null;
  }

  /** The image that a field stands for, at its own resolution. */
  public UnitImage image(Field field) {
    return image(field, 1);
  }

  /**
   * The image that a field stands for, at a multiple of its resolution.
   *
   * @param scale at least 1; the image must stay below 2^31 samples
   */
  public UnitImage image(Field field, int scale) {
    Grid grid = field.grid();
    Grid fine = Grid.image(grid.extent(0) * scale, grid.extent(1) * scale);
    Coordinates at = scale == 1 ? Coordinates.of(grid) : Coordinates.upscaled(grid, scale);
    float[] values = family.evaluate(recipe.fit().family(), shared, field, at);
    return UnitImage.of(values, fine, field.normalisation());
  }
}
