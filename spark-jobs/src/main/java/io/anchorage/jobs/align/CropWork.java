package io.anchorage.jobs.align;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.field.Croppable;
import io.anchorage.field.Croppable.Box;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.jobs.align.AlignRequest.Form;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.report.ImageTable;
import io.anchorage.jobs.report.Targets;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.signal.SignalConfig;
import io.anchorage.signal.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Crops each field of a table to one part of its image, without a step of training. Loss, PSNR and
 * SSIM of the part are measured where the image is still there, and unknown (NaN) elsewhere.
 */
final class CropWork implements RowWork {
  private static final long serialVersionUID = 1;

  private final FamilyConfig config;
  private final FamilyConfig cropped;
  private final int channels;
  private final List<Integer> first;
  private final List<Integer> size;
  private final String words;

  private CropWork(FamilyConfig config, FamilyConfig cropped, int channels, Box box, String words) {
    this.config = config;
    this.cropped = cropped;
    this.channels = channels;
    this.first = box.first();
    this.size = box.size();
    this.words = words;
  }

  /**
   * Plans the work on a table, by its first field.
   *
   * @throws UserException of kind INPUT if its fields cannot be cropped, or the box reaches outside
   */
  static CropWork of(FieldTable table, TableFamily family, Form.Part part) {
    FamilyConfig config = family.recipe().fit().family();
    String root = table.files().root();
    Croppable croppable = FirstField.adapter(Croppable.class, config, "cropped", root);
    FieldRow row = FirstField.of(table);
    Box asked = new Box(List.of(part.row(), part.column()), List.of(part.height(), part.width()));
    requireInside(asked, row, root);
    Box box = croppable.widened(config, row.field(), asked);
    Field field = croppable.crop(config, row.field(), box);
    int before = numbers(row.field(), config);
    int after = numbers(field, config);
    String words =
        String.format(
            Locale.ROOT,
            "cropped to %d,%d,%d,%d%s; %,d of %,d parameters each (%.1f %%)",
            box.first().get(0),
            box.first().get(1),
            box.size().get(0),
            box.size().get(1),
            box.equals(asked) ? "" : ", whole partitions around the box",
            after,
            before,
            100.0 * after / before);
    FamilyConfig cropped = croppable.config(config, row.field(), box);
    return new CropWork(config, cropped, field.channels(), box, words);
  }

  private static int numbers(Field field, FamilyConfig config) {
    return config.family().parameterColumns().stream()
        .mapToInt(column -> field.floats(column).length)
        .sum();
  }

  private static void requireInside(Box box, FieldRow row, String root) {
    int height = row.summary().height();
    int width = row.summary().width();
    if (box.first().get(0) + (long) box.size().get(0) > height
        || box.first().get(1) + (long) box.size().get(1) > width) {
      throw new UserException(
          Kind.INPUT,
          "--box reaches outside the fields of %s, which have %d rows and %d columns: %d,%d,%d,%d"
              .formatted(
                  root,
                  height,
                  width,
                  box.first().get(0),
                  box.first().get(1),
                  box.size().get(0),
                  box.size().get(1)));
    }
  }

  @Override
  public TableSpec spec(TableSpec spec, Recipe recipe) {
    SignalConfig signal = recipe.signal();
    List<Transform> transforms = new ArrayList<>(signal.transforms());
    transforms.add(new Transform.Crop(first.get(0), first.get(1), size.get(0), size.get(1)));
    Recipe made =
        new Recipe(
            recipe.format(),
            new SignalConfig(signal.alpha(), transforms, signal.values()),
            recipe.fit().withFamily(cropped),
            recipe.units());
    return TableSpec.of(cropped.family(), cropped, channels, made.tree());
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public String templateHash() {
    return "";
  }

  @Override
  public RowWork.Open open(FieldTable table) {
    ImageTable images = new ImageTable(table);
    Targets originals = images.targets(null, table.files().settings());
    return new Open(table.files().root(), images.family(), originals);
  }

  /** Crops rows, one after the other. */
  private final class Open implements RowWork.Open {
    private final String root;
    private final TableFamily family;
    private final Targets originals;
    private final Croppable croppable;
    private final Box box = new Box(first, size);

    Open(String root, TableFamily family, Targets originals) {
      this.root = root;
      this.family = family;
      this.originals = originals;
      this.croppable = FirstField.adapter(Croppable.class, config, "cropped", root);
    }

    @Override
    public FieldRow of(FieldRow row, String recipeHash) {
      requireInside(box, row, root);
      Field field = row.field();
      if (!croppable.widened(config, field, box).equals(box)
          || !croppable.config(config, field, box).equals(cropped)) {
        throw new UserException(
            Kind.INPUT,
            "Field %s of %s has %d rows and %d columns, and other partitions in the box than the first field: crop a table of images of one size"
                .formatted(
                    row.summary().id(), root, row.summary().height(), row.summary().width()));
      }
      Field part = croppable.crop(config, field, box);
      PartQuality quality =
          PartQuality.of(
              originals.pixels(row.summary()),
              field.grid(),
              box,
              part,
              family.family().reconstruct(cropped, family.shared(), part));
      return new FieldRow(
          row.summary()
              .withPart(
                  size.get(0),
                  size.get(1),
                  row.summary().steps(),
                  quality.loss(),
                  quality.psnr(),
                  quality.ssim(),
                  recipeHash),
          part,
          row.curve());
    }

    @Override
    public void close() {}
  }
}
