package io.anchorage.field;

import io.anchorage.signal.Grid;
import java.util.List;
import java.util.Optional;

/**
 * A family of implicit neural representations: what its fields consist of and how they are
 * evaluated. Stateless.
 */
public interface Family {
  /** The family's name in recipes, tables and flags, e.g. {@code siren}. */
  String name();

  /** The columns that a field of this family has in a table, in table order. */
  List<Column> columns();

  /**
   * The names of the columns that hold parameters, in the order in which their bytes are hashed and
   * counted.
   */
  List<String> parameterColumns();

  /**
   * The layout of the parameter columns.
   *
   * @param channels of the signals
   */
  List<LayoutEntry> layout(FamilyConfig config, int channels);

  /** What it takes to evaluate a field. */
  Contract contract(FamilyConfig config);

  /**
   * Evaluates a field.
   *
   * @param shared the table's shared parameters; checked against the config
   * @return [channels][points], channel-major, in the signal's normalised values
   */
  float[] evaluate(FamilyConfig config, SharedParameters shared, Field field, Coordinates at);

  /** Roughly the multiply-adds of one optimiser step on one signal; used to size tasks. */
  double stepCost(FamilyConfig config, Grid grid, int channels);

  /**
   * What the family offers beyond evaluation: a default recipe, fits on an engine, self-test cases,
   * anchors to draw. Callers ask for an adapter by its type.
   */
  Adapters adapters();

  /** The family's adapter of a type; empty if it has none. */
  default <A> Optional<A> adapter(Class<A> type) {
    return adapters().of(type);
  }

  /** Evaluates a field on its own grid. */
  default float[] reconstruct(FamilyConfig config, SharedParameters shared, Field field) {
    return evaluate(config, shared, field, Coordinates.of(field.grid()));
  }
}
