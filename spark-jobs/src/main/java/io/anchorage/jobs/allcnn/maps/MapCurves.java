package io.anchorage.jobs.allcnn.maps;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.report.CurvePlot;
import io.anchorage.jobs.report.PlotLine;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldNumbers;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.learn.cnn.ConvLayer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mean PSNR of a table's feature maps after each step, by layer and phase (He 2025, figure 2):
 * as a plot and as data. One step on the whole map is the thesis's epoch.
 */
final class MapCurves {
  private final FieldTable table;
  private final FeatureMaps maps;
  private final List<Integer> steps;
  private final Map<String, Sums> sums;
  private final long fields;

  private MapCurves(FieldTable table, MapRecipe recipe, Map<String, Sums> sums, long fields) {
    this.table = table;
    this.maps = recipe.maps();
    this.sums = sums;
    this.fields = fields;
    this.steps = new ArrayList<>();
    recipe.watched().curveAt().forEach(step -> steps.add(step - 1));
    steps.add(recipe.fit().stop().steps());
  }

  /**
   * Reads the curves of a table.
   *
   * @param recipe the table's
   * @throws UserException if it holds no fields
   */
  static MapCurves of(FieldTable table, MapRecipe recipe) {
    Map<String, Sums> sums = new TreeMap<>();
    long fields = 0;
    try (ShardScan<FieldNumbers> rows = table.numbers(MapColumns.PSNR_CURVE)) {
      while (rows.hasNext()) {
        FieldNumbers row = rows.next();
        if (row.numbers().isEmpty()) {
          continue;
        }
        MapId id = MapId.parse(row.key().id());
        sums.computeIfAbsent(name(id.phase(), id.layer()), key -> new Sums()).add(row.numbers());
        fields++;
      }
    }
    if (fields == 0) {
      throw new UserException(
          Kind.INPUT,
          "%s holds no curves to draw; see anchorage inspect".formatted(table.files().root()));
    }
    return new MapCurves(table, recipe, sums, fields);
  }

  private static String name(MapPhase phase, int layer) {
    return phase.word() + "/" + layer;
  }

  /** Sums over fields at each place of the curve; fits that ended early have shorter curves. */
  private static final class Sums {
    private final List<Double> sums = new ArrayList<>();
    private final List<Double> squares = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();

    void add(List<Float> curve) {
      for (int i = 0; i < curve.size(); i++) {
        if (i == sums.size()) {
          sums.add(0.0);
          squares.add(0.0);
          counts.add(0L);
        }
        double value = curve.get(i);
        sums.set(i, sums.get(i) + value);
        squares.set(i, squares.get(i) + value * value);
        counts.set(i, counts.get(i) + 1);
      }
    }

    int size() {
      return sums.size();
    }

    double mean(int i) {
      return sums.get(i) / counts.get(i);
    }

    double deviation(int i) {
      double mean = mean(i);
      return Math.sqrt(Math.max(0, squares.get(i) / counts.get(i) - mean * mean));
    }
  }

  /** How many fields were read. */
  long fields() {
    return fields;
  }

  /** One row a layer, phase and step: mean and deviation over the table's maps, in dB. */
  String csv() {
    StringBuilder csv = new StringBuilder("layer,phase,step,mean_psnr,deviation,maps\n");
    for (int layer : maps.layers()) {
      for (MapPhase phase : maps.phases()) {
        Sums own = sums.getOrDefault(name(phase, layer), new Sums());
        for (int i = 0; i < own.size(); i++) {
          csv.append(
              String.format(
                  Locale.ROOT,
                  "%d,%s,%d,%.4f,%.4f,%d%n",
                  layer,
                  phase.word(),
                  steps.get(i),
                  own.mean(i),
                  own.deviation(i),
                  own.counts.get(i)));
        }
      }
    }
    return csv.toString();
  }

  /** The plots, one a layer, one line a phase. */
  BufferedImage plot() {
    List<CurvePlot.Panel> panels = new ArrayList<>();
    for (int number : maps.layers()) {
      ConvLayer layer = maps.network().layer(number);
      List<PlotLine> curves = new ArrayList<>();
      for (MapPhase phase : maps.phases()) {
        Sums own = sums.get(name(phase, number));
        if (own != null) {
          curves.add(curve(phase, own));
        }
      }
      panels.add(
          new CurvePlot.Panel(
              "Layer %d, %dx%dx%d".formatted(number, layer.side(), layer.side(), layer.outputs()),
              curves));
    }
    return new CurvePlot(
            "PSNR of " + table.manifest().dataset() + "'s feature maps",
            String.format(
                Locale.ROOT,
                "mean over %,d maps a line at most; peak: %s; recipe %.12s",
                sums.values().stream().mapToLong(s -> s.counts.get(0)).max().orElse(0),
                maps.peak() == FeatureMaps.Peak.ONE ? "1" : "the map's largest value",
                table.manifest().spec().recipeHash()),
            "steps",
            "dB")
        .draw(panels);
  }

  private PlotLine curve(MapPhase phase, Sums own) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      x.add((double) steps.get(i));
      y.add(own.mean(i));
    }
    return new PlotLine(phase.word(), colour(phase), x, y);
  }

  /** The thesis's colours for the first two. */
  private static Color colour(MapPhase phase) {
    return switch (phase) {
      case INITIALISED -> new Color(0x1F77B4);
      case TRAINED -> new Color(0xFF7F0E);
      case GIVEN -> new Color(0x2CA02C);
    };
  }
}
