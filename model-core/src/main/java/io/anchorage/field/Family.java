package io.anchorage.field;

import io.anchorage.signal.Grid;
import java.util.List;
import java.util.Map;

/** An INR architecture: what its fields consist of and how they are evaluated. Stateless. */
public interface Family {
  /** The family's name in recipes, tables and flags, e.g. {@code siren}. */
  String name();

  /** The columns that a field of this family has in a table, in their order. */
  List<Column> columns();

  /**
   * The names of the columns that hold the parameters, in the order in which their bytes are hashed
   * and counted.
   */
  List<String> parameterColumns();

  /**
   * The layout of the parameter columns, for readers without us: a list of entries (column, name,
   * offset, shape, axis order), as JSON values. Sizes that differ from field to field are given by
   * the column that holds them.
   *
   * @param channels of the signals
   */
  List<Map<String, Object>> layout(FamilyConfig config, int channels);

  /**
   * All that a reader without us needs to evaluate a field again: activation and omega of each
   * layer, coordinate order and range, output offset, as JSON values.
   */
  Map<String, Object> contract(FamilyConfig config);

  /**
   * Evaluates a field.
   *
   * @param shared the table's shared parameters; checked against the config
   * @return [channels][points], channel-major, in the signal's normalised values
   */
  float[] evaluate(FamilyConfig config, SharedParameters shared, Field field, Coordinates at);

  /** A rough count of multiply-adds of one optimiser step on one signal: what tasks are cut by. */
  double stepCost(FamilyConfig config, Grid grid, int channels);

  /** Evaluates a field on its own grid. */
  default float[] reconstruct(FamilyConfig config, SharedParameters shared, Field field) {
    return evaluate(config, shared, field, Coordinates.of(field.grid()));
  }
}
