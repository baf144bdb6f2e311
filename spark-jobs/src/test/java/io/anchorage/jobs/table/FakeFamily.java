package io.anchorage.jobs.table;

import io.anchorage.field.Adapters;
import io.anchorage.field.Column;
import io.anchorage.field.Contract;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.LayoutEntry;
import io.anchorage.field.SharedParameters;
import io.anchorage.signal.Grid;
import java.util.List;

/** A family whose field is a plane over the image, one a channel: {@code a row + b column + c}. */
final class FakeFamily implements Family {
  /**
   * @param spread a setting, so that recipes differ
   */
  record Config(double spread) implements FamilyConfig {
    @Override
    public Family family() {
      return new FakeFamily();
    }
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column("num_planes", Column.Type.INT, "Number of planes."),
        new Column("planes", Column.Type.FLOAT_LIST, "[planes][3]: row, column, constant."),
        new Column("tilt", Column.Type.FLOAT, "A number to be stored."));
  }

  @Override
  public List<String> parameterColumns() {
    return List.of("planes", "tilt");
  }

  @Override
  public List<LayoutEntry> layout(FamilyConfig config, int channels) {
    return List.of(
        new LayoutEntry(
            "planes",
            "planes",
            0,
            List.of(LayoutEntry.size(channels), LayoutEntry.size(3)),
            List.of("channel", "row, column, constant")));
  }

  /** How a plane is evaluated. */
  record PlaneContract(String kind, double spread, List<String> coordinateOrder)
      implements Contract {}

  @Override
  public Contract contract(FamilyConfig config) {
    return new PlaneContract("plane", ((Config) config).spread(), List.of("row", "column"));
  }

  @Override
  public Adapters adapters() {
    return Adapters.none();
  }

  @Override
  public float[] evaluate(
      FamilyConfig config, SharedParameters shared, Field field, Coordinates at) {
    float[] planes = field.floats("planes");
    int channels = field.count("num_planes");
    float[] values = new float[channels * at.points()];
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < at.points(); p++) {
        values[c * at.points() + p] =
            planes[3 * c] * at.axis(0)[p] + planes[3 * c + 1] * at.axis(1)[p] + planes[3 * c + 2];
      }
    }
    return values;
  }

  @Override
  public double stepCost(FamilyConfig config, Grid grid, int channels) {
    return 3.0 * grid.points() * channels;
  }
}
