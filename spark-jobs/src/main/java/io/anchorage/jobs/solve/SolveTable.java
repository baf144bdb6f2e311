package io.anchorage.jobs.solve;

import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.jobs.report.OriginalImages;
import io.anchorage.jobs.report.TableSubject;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** A table whose fields are solutions of an equation. */
public final class SolveTable implements TableSubject {
  private static final String SECTION = "equation";

  private final FieldTable table;
  private SolveRecipe recipe;

  private SolveTable(FieldTable table) {
    this.table = table;
  }

  /** The subject of a table, if its fields are solutions. */
  public static Optional<TableSubject> of(FieldTable table) {
    return table.manifest().spec().recipe().has(SECTION)
        ? Optional.of(new SolveTable(table))
        : Optional.empty();
  }

  private synchronized SolveRecipe recipe() {
    if (recipe == null) {
      String json = table.manifest().spec().recipeJson();
      recipe = SolveRecipe.parse(json, "the recipe of " + table.files().root());
    }
    return recipe;
  }

  @Override
  public String unit() {
    return "solutions";
  }

  @Override
  public TableFamily family() {
    return TableFamily.ofAny(table);
  }

  @Override
  public Targets targets(String input, Configuration hadoop) {
    return recipe().equation().readsImages()
        ? new SolvedImages(table, this, OriginalImages.of(table, recipe().plain(), input, hadoop))
        : new SolveTargets(table, this, recipe().equation());
  }

  @Override
  public Raster picture(FieldRow row, int scale) {
    if (recipe().equation().readsImages()) {
      return family().image(row.field(), scale).raster(Byte.SIZE);
    }
    Field field = row.field();
    TableFamily family = family();
    Grid fine = finer(field.grid(), scale);
    float[] values =
        family
            .family()
            .evaluate(
                family.recipe().fit().family(), family.shared(), field, places(field.grid(), fine));
    return SolvePicture.of(values, fine, SolvePicture.strongest(values));
  }

  /** More rows and columns at the same moments. */
  private static Grid finer(Grid grid, int scale) {
    List<Integer> extents = new ArrayList<>(grid.extents());
    for (int axis = extents.size() - 2; axis < extents.size(); axis++) {
      extents.set(axis, (grid.extent(axis) - 1) * scale + 1);
    }
    return new Grid(extents);
  }

  private static Coordinates places(Grid grid, Grid fine) {
    float[][] axes = new float[grid.dimensions()][];
    Coordinates all = Coordinates.of(fine);
    for (int a = 0; a < axes.length; a++) {
      axes[a] = all.axis(a).clone();
      float step = (grid.extent(a) - 1f) / Math.max(1, fine.extent(a) - 1);
      for (int p = 0; p < axes[a].length; p++) {
        axes[a][p] *= step;
      }
    }
    return new Coordinates(axes);
  }

  @Override
  public Optional<Curves> curves() {
    return Optional.empty();
  }

  @Override
  public Optional<String> group(String id) {
    return Optional.empty();
  }
}
