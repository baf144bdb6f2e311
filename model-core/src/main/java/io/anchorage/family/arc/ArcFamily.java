package io.anchorage.family.arc;

import io.anchorage.cloud.RelativeRule;
import io.anchorage.cloud.RelativeScale;
import io.anchorage.field.Column;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.kernel.ArcShape;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.signal.Grid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The family of {@link ArcConfig}. */
public final class ArcFamily implements Family {
  public static final String NUM_LATENTS = "num_latents";
  public static final String LATENT_DIM = "latent_dim";
  public static final String POSITIONS = "positions";
  public static final String LATENTS = "latents";
  public static final String RELATIVE_MEAN = "relative_mean";
  public static final String RELATIVE_STD = "relative_std";

  @Override
  public String name() {
    return "arc";
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column(NUM_LATENTS, Column.Type.INT, "N, the number of latents and of anchors"),
        new Column(LATENT_DIM, Column.Type.INT, "z, the dimension of a latent"),
        new Column(
            POSITIONS,
            Column.Type.FLOAT_LIST,
            "[N, 2], row and column of each anchor in pixels, anchors in row-major order"),
        new Column(LATENTS, Column.Type.FLOAT_LIST, "[N, z], the latent of each anchor"),
        new Column(
            RELATIVE_MEAN,
            Column.Type.FLOAT,
            "pixels; a relative position enters the decoder as (anchor - point - mean) / std"),
        new Column(RELATIVE_STD, Column.Type.FLOAT, "pixels; see relative_mean"));
  }

  @Override
  public List<String> parameterColumns() {
    return List.of(POSITIONS, LATENTS);
  }

  @Override
  public List<Map<String, Object>> layout(FamilyConfig config, int channels) {
    return List.of(
        entry(POSITIONS, List.of(NUM_LATENTS, 2), List.of("anchor", "row, column")),
        entry(LATENTS, List.of(NUM_LATENTS, LATENT_DIM), List.of("anchor", "dimension")));
  }

  private static Map<String, Object> entry(String name, List<Object> shape, List<String> axes) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("column", name);
    entry.put("name", name);
    entry.put("offset", 0);
    entry.put("shape", shape);
    entry.put("axes", axes);
    return entry;
  }

  @Override
  public Map<String, Object> contract(FamilyConfig config) {
    ArcConfig arc = (ArcConfig) config;
    int n = arc.neighbours();
    int z = arc.latentDim();
    Map<String, Object> contract = new LinkedHashMap<>();
    contract.put("family", name());
    contract.put("coordinate_order", List.of("row", "column"));
    contract.put(
        "coordinate_range", "pixels: 0 .. height - 1, 0 .. width - 1; values between are allowed");
    contract.put("neighbours", n);
    contract.put("latent_dim", z);
    contract.put(
        "neighbour_order", "ascending squared Euclidean distance, then ascending anchor number");
    contract.putAll(relativePosition(arc.relative()));
    contract.put(
        "decoder_input",
        "latents of slot 0 .. %d, then (row, column) relative positions of slot 0 .. %d"
            .formatted(n - 1, n - 1));
    contract.put(
        "decoder",
        List.of(
            layer(ArcDecoder.HIDDEN_WEIGHT, ArcDecoder.HIDDEN_BIAS, arc.hidden(), "relu"),
            layer(ArcDecoder.OUTPUT_WEIGHT, ArcDecoder.OUTPUT_BIAS, arc.hidden(), "identity")));
    contract.put("output_offset", 0.0);
    return contract;
  }

  private static Map<String, Object> relativePosition(RelativeRule rule) {
    String standardised = "(anchor - point - relative_mean) / relative_std";
    if (!rule.fixed()) {
      return Map.of("relative_position", standardised + ", for each axis");
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put(
        "relative_position",
        "max(-relative_limit, min(relative_limit, " + standardised + ")), for each axis");
    entries.put("relative_limit", rule.limit());
    return entries;
  }

  private static Map<String, Object> layer(
      String weight, String bias, int inputs, String activation) {
    Map<String, Object> layer = new LinkedHashMap<>();
    layer.put("weight", weight);
    layer.put("bias", bias);
    layer.put("inputs", inputs);
    layer.put("activation", activation);
    return layer;
  }

  @Override
  public float[] evaluate(
      FamilyConfig config, SharedParameters shared, Field field, Coordinates at) {
    ArcDecoder decoder = ArcDecoder.of((ArcConfig) config, shared);
    ArcShape shape = decoder.shape();
    int anchors = field.count(NUM_LATENTS);
    int dim = field.count(LATENT_DIM);
    float[] positions = field.floats(POSITIONS);
    float[] latents = field.floats(LATENTS);
    check("latent_dim", dim, shape.latentDim());
    check("positions", positions.length, 2 * anchors);
    check("latents", latents.length, anchors * dim);
    check("channels", field.channels(), decoder.channels());
    float[] rows = new float[anchors * shape.latentRow()];
    for (int i = 0; i < anchors; i++) {
      System.arraycopy(latents, i * dim, rows, i * shape.latentRow(), dim);
    }
    RelativeScale scale =
        ((ArcConfig) config)
            .relative()
            .stored(field.number(RELATIVE_MEAN), field.number(RELATIVE_STD));
    return new ArcEvaluator(KernelProviders.best().arc(), decoder.weights())
        .evaluate(positions, rows, scale, at);
  }

  private static void check(String what, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "ARC field has %s %d, its table says %d".formatted(what, found, expected));
    }
  }

  /** Tables and their gradients once a latent; sums, outputs and scatter once a pixel. */
  @Override
  public double stepCost(FamilyConfig config, Grid grid, int channels) {
    ArcConfig arc = (ArcConfig) config;
    double pixels = Math.max(1, arc.pixelsPerStep() * arc.fittedOf(grid.points()));
    double latents = arc.wantedLatents(grid.points());
    double eachLatent = 2.0 * arc.neighbours() * arc.latentDim() * arc.hidden();
    double eachPixel = (2.0 * arc.neighbours() + 2.0 * channels + 4) * arc.hidden();
    return latents * eachLatent + pixels * eachPixel;
  }
}
