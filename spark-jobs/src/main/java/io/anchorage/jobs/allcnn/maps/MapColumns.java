package io.anchorage.jobs.allcnn.maps;

import io.anchorage.field.Column;
import io.anchorage.field.Field;
import io.anchorage.fit.FieldOutcome;
import io.anchorage.jobs.allcnn.maps.FeatureMaps.Peak;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.score.Psnr;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns that a table of feature maps adds to the family's. */
public final class MapColumns {
  /** PSNR after 0, 1, ... steps. */
  public static final String PSNR_CURVE = "psnr_curve";

  private static final String IMAGE = "image";
  private static final String PHASE = "phase";
  private static final String LAYER = "layer";
  private static final String VALUE_MIN = "value_min";
  private static final String VALUE_MAX = "value_max";
  private static final String MAP = "map";

  private MapColumns() {}

  /** Whether a table's fields represent feature maps. */
  public static boolean areIn(TableSpec spec) {
    List<String> names = spec.columns().stream().map(Column::name).toList();
    return names.containsAll(List.of(IMAGE, PHASE, LAYER));
  }

  static List<Column> of(FeatureMaps maps) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(IMAGE, Column.Type.TEXT, "The image's id."));
    columns.add(
        new Column(PHASE, Column.Type.TEXT, "Which network: initialised, trained or given."));
    columns.add(new Column(LAYER, Column.Type.INT, "Whose map it is, from 1."));
    columns.add(new Column(VALUE_MIN, Column.Type.FLOAT, "The map's smallest value."));
    columns.add(new Column(VALUE_MAX, Column.Type.FLOAT, "The map's largest value."));
    columns.add(
        new Column(
            PSNR_CURVE,
            Column.Type.FLOAT_LIST,
            "dB, peak %s: before each of the recipe's curve-at steps (of every step, if it names none), and at the end."
                .formatted(maps.peak() == Peak.ONE ? "1" : "value_max")));
    if (maps.keep()) {
      columns.add(new Column(MAP, Column.Type.FLOAT_LIST, "The map, [channels, height, width]."));
    }
    return columns;
  }

  /** A fitted field and the columns of its map. */
  static Field field(FeatureMaps maps, Signal signal, FieldOutcome.Fitted fitted) {
    float[] values = signal.values();
    float largest = MapMaker.largest(values);
    float[] curve = curve(fitted, maps.peak() == Peak.ONE || largest <= 0 ? 1 : largest);
    return field(maps, MapId.parse(signal.id()), values, fitted.field(), curve);
  }

  /**
   * A field and the columns of its map.
   *
   * @param values of the map
   * @param curve in dB; empty if none was measured
   */
  static Field field(FeatureMaps maps, MapId id, float[] values, Field fitted, float[] curve) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put(IMAGE, id.image());
    columns.put(PHASE, id.phase().word());
    columns.put(LAYER, id.layer());
    columns.put(VALUE_MIN, MapMaker.smallest(values));
    columns.put(VALUE_MAX, MapMaker.largest(values));
    columns.put(PSNR_CURVE, curve);
    if (maps.keep()) {
      columns.put(MAP, values);
    }
    return fitted.with(columns);
  }

  /**
   * {@code 10 log10(peak^2 / MSE)}. A step's loss is the error before it, so the curve starts where
   * the fit does and ends with the final error.
   */
  private static float[] curve(FieldOutcome.Fitted fitted, double peak) {
    float[] curve = new float[fitted.curve().size() + 1];
    for (int i = 0; i < curve.length; i++) {
      double error = i < curve.length - 1 ? fitted.curve().get(i) : fitted.loss();
      curve[i] = (float) Math.min(Psnr.MAX_DB, -10 * StrictMath.log10(error / (peak * peak)));
    }
    return curve;
  }
}
