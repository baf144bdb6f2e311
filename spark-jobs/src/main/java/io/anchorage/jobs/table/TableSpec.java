package io.anchorage.jobs.table;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.field.Column;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import java.util.List;

/**
 * What decides a table's content apart from the data.
 *
 * @param family the family's name
 * @param recipe the full effective recipe of the fits
 * @param signal the full effective description of how images become signals
 * @param recipeHash of {@code recipe} and {@code signal}; see {@link RecipeHash}
 * @param columns the family's own columns
 * @param parameterColumns the columns that hold the parameters, in hashing order
 * @param layout of the parameter columns, a list of entries
 * @param contract what evaluating a field again takes
 */
public record TableSpec(
    String family,
    JsonNode recipe,
    JsonNode signal,
    String recipeHash,
    List<Column> columns,
    List<String> parameterColumns,
    JsonNode layout,
    JsonNode contract) {
  public TableSpec {
    columns = List.copyOf(columns);
    parameterColumns = List.copyOf(parameterColumns);
    List<String> names = columns.stream().map(Column::name).toList();
    if (!names.containsAll(parameterColumns)) {
      throw new IllegalArgumentException(
          "Parameter columns %s must be among the family's columns %s"
              .formatted(parameterColumns, names));
    }
  }

  /**
   * The specification of a table for one recipe.
   *
   * @param recipe JSON values (maps, lists, text, numbers, booleans) of the effective recipe
   * @param signal JSON values of the effective signal section
   * @param channels of the signals
   */
  public static TableSpec of(
      Family family, FamilyConfig config, int channels, Object recipe, Object signal) {
    JsonNode recipeTree = ManifestJson.tree(recipe);
    JsonNode signalTree = ManifestJson.tree(signal);
    return new TableSpec(
        family.name(),
        recipeTree,
        signalTree,
        RecipeHash.of(recipeTree, signalTree),
        family.columns(),
        family.parameterColumns(),
        ManifestJson.tree(family.layout(config, channels)),
        ManifestJson.tree(family.contract(config)));
  }
}
