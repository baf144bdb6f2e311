package io.anchorage.jobs.align;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.field.Croppable.Box;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.fit.Extendable;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.StopRule;
import io.anchorage.jobs.align.AlignRequest.Form;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.report.OriginalImages;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.kernel.KernelProviders;
import io.anchorage.kernel.Team;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;
import io.anchorage.signal.SignalConfig;
import io.anchorage.signal.Transform;
import java.util.ArrayList;
import java.util.List;

/**
 * Extends each field of a table to a larger part of its image: new partitions begin as their
 * neighbours, then all parameters are fitted on.
 */
final class ExtendWork implements RowWork {
  private static final long serialVersionUID = 1;

  private final FamilyConfig before;

  /** The recipe of the table to write, as JSON, which can be sent. */
  private final String json;

  private final int channels;
  private final List<Integer> first;
  private final List<Integer> size;

  private ExtendWork(FamilyConfig before, Recipe recipe, int channels, Box box) {
    this.before = before;
    this.json = recipe.json();
    this.channels = channels;
    this.first = box.first();
    this.size = box.size();
  }

  /**
   * Plans the work on a table, by its first field.
   *
   * @throws UserException of kind INPUT if its fields cannot be extended, or have no more image
   *     around them, or the box does not hold what they have
   */
  static ExtendWork of(FieldTable table, TableFamily family, Form.Extended part) {
    String root = table.files().root();
    Recipe recipe = family.recipe();
    FamilyConfig config = recipe.fit().family();
    Extendable extendable = FirstField.adapter(Extendable.class, config, "extended", root);
    if (!recipe.fit().task().isImage()) {
      throw new UserException(
          Kind.INPUT,
          "%s has fields fitted to a task, and extend fits to images themselves: fit the larger images instead"
              .formatted(root));
    }
    FieldRow row = FirstField.of(table);
    List<Transform> transforms = new ArrayList<>(recipe.signal().transforms());
    if (transforms.isEmpty()
        || !(transforms.get(transforms.size() - 1) instanceof Transform.Crop crop)) {
      throw new UserException(
          Kind.INPUT,
          "%s has fields of whole images, which do not go on: extend is for tables whose recipe ends with a crop, signal.transforms: [..., {kind: crop, ...}]"
              .formatted(root));
    }
    transforms.set(
        transforms.size() - 1,
        new Transform.Crop(part.row(), part.column(), part.height(), part.width()));
    Box box =
        new Box(
            List.of(part.row() - crop.top(), part.column() - crop.left()),
            List.of(part.height(), part.width()));
    requireLarger(box, crop, root);
    SignalConfig signal = recipe.signal();
    FitRecipe fit =
        recipe
            .fit()
            .withFamily(extendable.config(config, row.field(), box))
            .withStop(StopRule.after(part.steps()));
    Recipe made =
        new Recipe(
            recipe.format(),
            new SignalConfig(signal.alpha(), transforms, signal.values()),
            fit,
            recipe.units());
    return new ExtendWork(config, made, row.summary().channels(), box);
  }

  private static void requireLarger(Box box, Transform.Crop crop, String root) {
    boolean holds =
        box.first().get(0) <= 0
            && box.first().get(1) <= 0
            && crop.height() <= box.first().get(0) + box.size().get(0)
            && crop.width() <= box.first().get(1) + box.size().get(1);
    if (!holds) {
      throw new UserException(
          Kind.INPUT,
          "--box must hold what the fields of %s have, %d,%d,%d,%d; crop makes them smaller"
              .formatted(root, crop.top(), crop.left(), crop.height(), crop.width()));
    }
  }

  private Recipe recipe() {
    return Recipe.parse(json, "the recipe of extended fields");
  }

  @Override
  public TableSpec spec(TableSpec spec, Recipe of) {
    Recipe recipe = recipe();
    FamilyConfig config = recipe.fit().family();
    return TableSpec.of(config.family(), config, channels, recipe.tree());
  }

  @Override
  public String words() {
    Recipe recipe = recipe();
    Transform.Crop crop =
        (Transform.Crop) recipe.signal().transforms().get(recipe.signal().transforms().size() - 1);
    return "extended to %d,%d,%d,%d and fitted on for %d steps"
        .formatted(
            crop.top(), crop.left(), crop.height(), crop.width(), recipe.fit().stop().steps());
  }

  @Override
  public String templateHash() {
    return "";
  }

  @Override
  public RowWork.Open open(FieldTable table) {
    return new Open(
        table.files().root(),
        OriginalImages.of(table, recipe(), null, table.files().settings()),
        TableFamily.of(table));
  }

  /** Extends rows, one after the other. */
  private final class Open implements RowWork.Open {
    private final String root;
    private final OriginalImages images;
    private final TableFamily family;
    private final Extendable extendable;
    private final Recipe recipe = recipe();
    private final Box box = new Box(first, size);

    Open(String root, OriginalImages images, TableFamily family) {
      this.root = root;
      this.images = images;
      this.family = family;
      this.extendable = FirstField.adapter(Extendable.class, before, "extended", root);
    }

    @Override
    public FieldRow of(FieldRow row, String recipeHash) {
      Field field = row.field();
      if (!extendable.config(before, field, box).equals(recipe.fit().family())) {
        throw new UserException(
            Kind.INPUT,
            "Field %s of %s has other partitions than the first field: extend a table of images of one size"
                .formatted(row.summary().id(), root));
      }
      float[] pixels = pixels(row);
      Grid grid = Grid.image(size.get(0), size.get(1));
      List<Float> curve = new ArrayList<>();
      Field longer;
      try (FitSession session =
          extendable.open(
              recipe.fit(),
              before,
              field,
              box,
              signal(row, pixels, grid),
              KernelProviders.best(),
              Team.SOLO)) {
        for (int step = 1; step <= recipe.fit().stop().steps(); step++) {
          session.step(1);
          if (recipe.fit().curveAt().contains(step)) {
            curve.add(session.lastLoss());
          }
        }
        longer = session.field();
      }
      Box all = new Box(List.of(0, 0), size);
      FamilyConfig config = recipe.fit().family();
      float[] values = family.family().reconstruct(config, family.shared(), longer);
      PartQuality quality = PartQuality.of(pixels, grid, all, longer, values);
      return new FieldRow(
          row.summary()
              .withPart(
                  size.get(0),
                  size.get(1),
                  recipe.fit().stop().steps(),
                  quality.loss(),
                  quality.psnr(),
                  quality.ssim(),
                  recipeHash),
          longer,
          curve);
    }

    private float[] pixels(FieldRow row) {
      return images
          .unit(row.summary())
          .orElseThrow(
              () ->
                  new UserException(
                      Kind.INPUT,
                      "The image of field %s of %s, %s, is not there, has other pixels, or is smaller than the box; extend needs it"
                          .formatted(
                              row.summary().id(),
                              root,
                              images.missing().orElse("which is read again"))));
    }

    private Signal signal(FieldRow row, float[] pixels, Grid grid) {
      float[] values = new float[pixels.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.field().normalisation().toValue(i / grid.points(), pixels[i]);
      }
      return new Signal(row.summary().id(), grid, row.field().normalisation(), values);
    }

    @Override
    public void close() {}
  }
}
