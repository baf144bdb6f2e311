package io.anchorage.jobs.allcnn.maps;

import io.anchorage.UserException;
import io.anchorage.jobs.report.FieldImage;
import io.anchorage.jobs.report.Lettering;
import io.anchorage.jobs.report.SheetSelection;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.learn.cnn.ConvLayer;
import io.anchorage.signal.Raster;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Feature maps and the fields that stand for them, one below the other, layer by layer (He 2025,
 * table 2): first three channels as RGB, smallest and largest value of all channels.
 */
final class MapSheet {
  private final FieldTable table;
  private final TableFamily family;
  private final FeatureMaps maps;
  private final OriginalMaps originals;

  /**
   * @param originals shown above the fields, as far as their images are there
   */
  MapSheet(FieldTable table, TableFamily family, FeatureMaps maps, OriginalMaps originals) {
    this.table = table;
    this.family = family;
    this.maps = maps;
    this.originals = originals;
  }

  /**
   * Draws all maps of {@code count} images, or of as many as there are.
   *
   * @throws UserException if the table has none
   */
  Targets.Sheet draw(int count) {
    String first = "#" + maps.phases().get(0).word() + "/" + maps.layers().get(0);
    List<FieldSummary> chosen =
        SheetSelection.of(table, count, field -> field.id().endsWith(first));
    if (chosen.isEmpty()) {
      throw new UserException(
          UserException.Kind.INPUT,
          "%s holds no fields to draw; see anchorage inspect".formatted(table.files().root()));
    }
    MapPage page = new MapPage(title(), subtitle(), heads());
    int fields = 0;
    int shown = 0;
    for (FieldSummary summary : chosen) {
      String image = MapId.parse(summary.id()).image();
      Optional<Raster> input = originals.image(summary);
      page.image(
          summary.labelName().isEmpty() ? image : summary.labelName() + ", " + image,
          input.map(FieldImage::of).orElse(null));
      for (MapPhase phase : maps.phases()) {
        List<MapPage.Cell> targets = new ArrayList<>();
        List<MapPage.Cell> fitted = new ArrayList<>();
        for (int layer : maps.layers()) {
          String id = new MapId(image, phase, layer).toString();
          Pair pair = pair(table.find(id));
          targets.add(pair.target());
          fitted.add(pair.field());
          fields += pair.field() == null ? 0 : 1;
          shown += pair.target() == null ? 0 : 1;
        }
        page.row(phase.word() + ": map", targets);
        page.row(phase.word() + ": field", fitted);
      }
    }
    return new Targets.Sheet(page.draw(Lettering.best()), fields, shown);
  }

  /** A map and its field; null where there is none. */
  private record Pair(MapPage.Cell target, MapPage.Cell field) {}

  private Pair pair(List<FieldRow> rows) {
    if (rows.isEmpty()) {
      return new Pair(null, null);
    }
    FieldRow row = rows.get(0);
    int height = row.summary().height();
    int width = row.summary().width();
    float[] values =
        family.family().reconstruct(family.recipe().fit().family(), family.shared(), row.field());
    Optional<Signal> target = originals.find(row.summary());
    float white = MapPicture.white(target.map(Signal::values).orElse(values), height * width);
    MapPage.Cell field =
        new MapPage.Cell(
            MapPicture.of(values, height, width, white),
            range(values),
            String.format(Locale.ROOT, "%.1f dB", row.summary().psnr()));
    return new Pair(
        target
            .map(
                map ->
                    new MapPage.Cell(
                        MapPicture.of(map.values(), height, width, white), range(map.values()), ""))
            .orElse(null),
        field);
  }

  private static String range(float[] values) {
    float smallest = Float.POSITIVE_INFINITY;
    float largest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
    }
    return String.format(Locale.ROOT, "%.2f .. %.2f", smallest, largest);
  }

  private List<String> heads() {
    List<String> heads = new ArrayList<>();
    for (int number : maps.layers()) {
      ConvLayer layer = maps.network().layer(number);
      heads.add("%d (%dx%dx%d)".formatted(number, layer.side(), layer.side(), layer.outputs()));
    }
    return heads;
  }

  private String title() {
    return "Feature maps of " + table.manifest().dataset() + " and their fields";
  }

  private String subtitle() {
    return String.format(
        Locale.ROOT,
        "first three channels as RGB, as bright in the field as in the map; smallest and largest value of all channels; PSNR with the map's largest value as peak; recipe %.12s",
        table.manifest().spec().recipeHash());
  }
}
