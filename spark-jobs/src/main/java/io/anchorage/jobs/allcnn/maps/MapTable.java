package io.anchorage.jobs.allcnn.maps;

import io.anchorage.field.SharedParameters;
import io.anchorage.jobs.report.FieldImage;
import io.anchorage.jobs.report.OriginalImages;
import io.anchorage.jobs.report.TableSubject;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.signal.Raster;
import io.anchorage.signal.UnitImage;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** A table whose fields stand for feature maps. */
public final class MapTable implements TableSubject {
  private final FieldTable table;
  private MapRecipe recipe;

  private MapTable(FieldTable table) {
    this.table = table;
  }

  /** The subject of a table, if its fields are those of feature maps. */
  public static Optional<TableSubject> of(FieldTable table) {
    return MapColumns.areIn(table.manifest().spec())
        ? Optional.of(new MapTable(table))
        : Optional.empty();
  }

  private synchronized MapRecipe recipe() {
    if (recipe == null) {
      String json = table.manifest().spec().recipeJson();
      recipe = MapRecipe.parse(json, "the recipe of " + table.files().root());
    }
    return recipe;
  }

  @Override
  public String unit() {
    return "maps";
  }

  /** The networks beside the table make the maps; the fields themselves share nothing. */
  @Override
  public TableFamily family() {
    return TableFamily.of(recipe().plain(), SharedParameters.none());
  }

  @Override
  public Targets targets(String input, Configuration hadoop) {
    OriginalImages images = OriginalImages.of(table, recipe().plain(), input, hadoop);
    OriginalMaps maps = new OriginalMaps(table, recipe(), images);
    return new TableMaps(images, maps, new MapSheet(table, family(), recipe().maps(), maps));
  }

  @Override
  public Raster picture(FieldRow row, int scale) {
    UnitImage map = family().image(row.field(), scale);
    float white = MapPicture.white(map.samples(), map.height() * map.width());
    return FieldImage.raster(MapPicture.of(map.samples(), map.height(), map.width(), white));
  }

  @Override
  public Optional<Curves> curves() {
    MapCurves curves = MapCurves.of(table, recipe());
    return Optional.of(new Curves(curves.plot(), curves.csv(), curves.fields()));
  }

  @Override
  public Optional<String> group(String id) {
    MapId map = MapId.parse(id);
    return Optional.of(map.phase().word() + ", layer " + map.layer());
  }
}
