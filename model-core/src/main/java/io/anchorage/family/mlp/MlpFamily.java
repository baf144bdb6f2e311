package io.anchorage.family.mlp;

import io.anchorage.field.Column;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.LayoutEntry;
import io.anchorage.field.SharedParameters;
import io.anchorage.signal.Grid;
import java.util.List;

/**
 * A family of coordinate MLPs: its fields are one list of weights and biases, whatever its
 * activation. What is left to each family is its name, its contract and its adapters.
 */
public interface MlpFamily extends Family {
  @Override
  default List<Column> columns() {
    return MlpFields.columns();
  }

  @Override
  default List<String> parameterColumns() {
    return List.of(MlpFields.PARAMETERS);
  }

  @Override
  default List<LayoutEntry> layout(FamilyConfig config, int channels) {
    return MlpFields.layout(config, channels);
  }

  @Override
  default float[] evaluate(
      FamilyConfig config, SharedParameters shared, Field field, Coordinates at) {
    return MlpFields.evaluate(config, field, at);
  }

  @Override
  default float[] reconstruct(FamilyConfig config, SharedParameters shared, Field field) {
    return MlpFields.reconstruct(config, field);
  }

  @Override
  default double stepCost(FamilyConfig config, Grid grid, int channels) {
    return MlpFields.stepCost(config, grid, channels);
  }
}
