package io.anchorage.family.siren;

import io.anchorage.field.Column;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.signal.Grid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SIRENs: one column with all weights and biases. */
public final class SirenFamily implements Family {
  /** The column that holds the parameters. */
  public static final String PARAMETERS = "parameters";

  /** Axes of an image: the layout is told for these. */
  private static final int IMAGE_AXES = 2;

  /** Sine and cosine cost about as much as so many multiply-adds. */
  private static final double SINE_COST = 25;

  @Override
  public String name() {
    return "siren";
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column(
            PARAMETERS,
            Column.Type.FLOAT_LIST,
            "Weights and biases W0, b0, W1, b1, ...; W is [in, out], row-major."));
  }

  @Override
  public List<String> parameterColumns() {
    return List.of(PARAMETERS);
  }

  @Override
  public List<Map<String, Object>> layout(FamilyConfig config, int channels) {
    MlpShape shape = SirenGeometry.shape((SirenConfig) config, IMAGE_AXES, channels);
    List<Map<String, Object>> entries = new ArrayList<>();
    for (int l = 0; l < shape.layers(); l++) {
      List<Integer> sizes = List.of(shape.fanIn(l), shape.fanOut(l));
      entries.add(entry("W" + l, shape.weights(l), sizes, List.of("in", "out")));
      entries.add(entry("b" + l, shape.biases(l), List.of(shape.fanOut(l)), List.of("out")));
    }
    return List.copyOf(entries);
  }

  private static Map<String, Object> entry(
      String name, int offset, List<Integer> shape, List<String> axes) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("column", PARAMETERS);
    entry.put("name", name);
    entry.put("offset", offset);
    entry.put("shape", shape);
    entry.put("axes", axes);
    return entry;
  }

  @Override
  public Map<String, Object> contract(FamilyConfig config) {
    SirenConfig siren = (SirenConfig) config;
    boolean columnsFirst = SirenGeometry.inputOfAxis(siren.variant(), 0, IMAGE_AXES) != 0;
    List<Map<String, Object>> layers = new ArrayList<>();
    for (float omega : siren.omegas()) {
      layers.add(Map.of("activation", "sine", "omega", omega));
    }
    layers.add(Map.of("activation", "linear"));
    Map<String, Object> contract = new LinkedHashMap<>();
    contract.put("formula", "h = sin(omega (h W + b)) for each sine layer; y = h W + b + offset");
    contract.put("layers", layers);
    contract.put(
        "coordinate_order", columnsFirst ? List.of("column", "row") : List.of("row", "column"));
    contract.put("coordinate_range", List.of(-1, 1));
    contract.put(
        "coordinates", "first place of an axis at -1, last at 1; an axis of one place at 0");
    contract.put("output_offset", SirenGeometry.outputOffset(siren.variant()));
    return contract;
  }

  @Override
  public float[] evaluate(
      FamilyConfig config, SharedParameters shared, Field field, Coordinates at) {
    SirenConfig siren = (SirenConfig) config;
    return outputs(siren, field, SirenGeometry.points(siren, field.grid(), at));
  }

  /** By the path that a fit's own grid takes: the same bits as the fit's last state. */
  @Override
  public float[] reconstruct(FamilyConfig config, SharedParameters shared, Field field) {
    SirenConfig siren = (SirenConfig) config;
    return outputs(siren, field, SirenGeometry.points(siren, field.grid()));
  }

  private static float[] outputs(SirenConfig config, Field field, MlpPoints points) {
    MlpShape shape = SirenGeometry.shape(config, points.inputs(), field.channels());
    float[] parameters = field.floats(PARAMETERS);
    if (parameters.length != shape.parameters()) {
      throw new IllegalArgumentException(
          "SIREN of width %d, depth %d and %d channels has %d parameters: %d"
              .formatted(
                  config.width(),
                  config.depth(),
                  field.channels(),
                  shape.parameters(),
                  parameters.length));
    }
    float[] out = new float[shape.outputs() * points.count()];
    KernelProviders.best().mlp(shape).evaluate(points, parameters, out);
    return out;
  }

  @Override
  public double stepCost(FamilyConfig config, Grid grid, int channels) {
    SirenConfig siren = (SirenConfig) config;
    double width = siren.width();
    double sines = width * siren.depth();
    double products = width * (grid.dimensions() + (siren.depth() - 1) * width + channels);
    return grid.points() * (3 * products + SINE_COST * sines);
  }
}
