package io.anchorage.jobs.table.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.field.Column;
import io.anchorage.field.Contract;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.LayoutEntry;
import io.anchorage.jobs.storage.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What determines a table's content apart from the data.
 *
 * @param family the family's name
 * @param recipe the full effective recipe: signal and fit
 * @param recipeHash SHA-256 of {@link #recipeJson} in UTF-8, hexadecimal
 * @param columns the family's own columns
 * @param parameterColumns the columns that hold the parameters, in hashing order
 * @param layout layout of the parameter columns, as a list of entries
 * @param contract what is needed to evaluate a field again
 */
public record TableSpec(
    String family,
    JsonNode recipe,
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
   * Makes the specification of a table for one recipe.
   *
   * @param channels number of channels of the signals
   * @param recipe the effective recipe as JSON values (maps, lists, text, numbers, booleans)
   */
  public static TableSpec of(
      Family family, FamilyConfig config, int channels, Map<String, Object> recipe) {
    JsonNode tree = Json.tree(recipe);
    return new TableSpec(
        family.name(),
        tree,
        Json.hash(tree),
        family.columns(),
        family.parameterColumns(),
        SpecJson.layout(family.layout(config, channels)),
        SpecJson.contract(family.contract(config)));
  }

  /** Returns this specification with further columns after the family's. */
  public TableSpec withColumns(List<Column> more) {
    List<Column> all = new ArrayList<>(columns);
    all.addAll(more);
    return new TableSpec(family, recipe, recipeHash, all, parameterColumns, layout, contract);
  }

  /**
   * Returns this specification with another recipe for fields of the same form.
   *
   * @param other JSON values (maps, lists, text, numbers, booleans)
   */
  public TableSpec withRecipe(Map<String, Object> other) {
    JsonNode tree = Json.tree(other);
    return new TableSpec(
        family, tree, Json.hash(tree), columns, parameterColumns, layout, contract);
  }

  /** Returns this specification with another contract. */
  public TableSpec withContract(Contract other) {
    return new TableSpec(
        family, recipe, recipeHash, columns, parameterColumns, layout, SpecJson.contract(other));
  }

  /** Returns this specification with another layout. */
  public TableSpec withLayout(List<LayoutEntry> entries) {
    return new TableSpec(
        family, recipe, recipeHash, columns, parameterColumns, SpecJson.layout(entries), contract);
  }

  /** Returns the recipe as canonical JSON: one line, keys sorted, numbers as plain decimals. */
  public String recipeJson() {
    return Json.canonical(recipe);
  }
}
