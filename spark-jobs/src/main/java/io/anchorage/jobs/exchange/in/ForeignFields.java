package io.anchorage.jobs.exchange.in;

import io.anchorage.field.Column;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.LayoutEntry;
import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Fields in files of arrays that do not say what their fields are: a recipe of the user's does. */
final class ForeignFields implements FieldReader {
  private static final long serialVersionUID = 1;

  /** What a file may hold beside parameters. */
  static final List<String> BESIDE =
      List.of(
          "id",
          "index",
          "label",
          "label_name",
          "split",
          "repeat",
          "seed",
          "psnr",
          "height",
          "width",
          "normalisation_offset",
          "normalisation_scale");

  private final FieldFileFormat format;
  private final Form form;

  /**
   * What all fields have in common.
   *
   * @param height of the images; 0 if each field says it
   * @param width of the images; 0 if each field says it
   * @param normalisation of the values; null if each field says it
   * @param single whether all fields are in one file
   */
  record Form(
      FamilyConfig config,
      ArrayNames names,
      int channels,
      int height,
      int width,
      Normalisation normalisation,
      String dataset,
      int steps,
      long seed,
      String recipeHash,
      boolean single)
      implements Serializable {}

  ForeignFields(FieldFileFormat format, Form form) {
    this.format = format;
    this.form = form;
  }

  @Override
  public void read(HadoopFiles files, ForeignFile file, Taker taker) throws IOException {
    List<LayoutEntry> layout = form.config().family().layout(form.config(), form.channels());
    try (ForeignArrays arrays =
        new ForeignArrays(format, files, file, form.config(), form.names(), form.channels())) {
      for (long number = 0; arrays.next(); number++) {
        taker.take(row(arrays, layout, file, number));
      }
    }
  }

  private FieldRow row(
      ForeignArrays arrays, List<LayoutEntry> layout, ForeignFile file, long number)
      throws IOException {
    String where = "field %d of %s".formatted(number, file.path());
    int height = (int) arrays.whole("height", form.height());
    int width = (int) arrays.whole("width", form.width());
    Field.Builder field = Field.on(grid(height, width, where), normalisation(arrays, where));
    for (Column column : form.config().family().columns()) {
      float[] values = arrays.parameters(column.name(), layout, file.path());
      if (values.length != ForeignArrays.length(column.name(), layout)) {
        throw new IOException(
            "%s has %d %s where the recipe has %d"
                .formatted(
                    where,
                    values.length,
                    column.name(),
                    ForeignArrays.length(column.name(), layout)));
      }
      for (float value : values) {
        if (!Float.isFinite(value)) {
          throw new IOException("%s has %s that are not finite".formatted(where, column.name()));
        }
      }
      field.floats(column.name(), values);
    }
    String split = split(arrays, file);
    String labelName = arrays.text("label_name");
    FieldSummary summary =
        new FieldSummary(
            id(arrays, file, split, number),
            Math.toIntExact(arrays.whole("repeat", 0)),
            (int) Math.max(-1, Math.min(Integer.MAX_VALUE, arrays.whole("label", -1))),
            labelName == null ? "" : labelName,
            split,
            width,
            height,
            form.channels(),
            form.config().kind(),
            form.steps(),
            Double.NaN,
            arrays.precise("psnr"),
            Double.NaN,
            arrays.whole("seed", form.seed()),
            "imported",
            form.recipeHash(),
            "",
            file.bytes(),
            file.millis(),
            "");
    return new FieldRow(summary, field.build(), List.of());
  }

  private static Grid grid(int height, int width, String where) throws IOException {
    if (height < 1 || width < 1) {
      throw new IOException("%s has an image of %dx%d".formatted(where, height, width));
    }
    return Grid.image(height, width);
  }

  private Normalisation normalisation(ForeignArrays arrays, String where) throws IOException {
    float[] offset = arrays.floats("normalisation_offset");
    float[] scale = arrays.floats("normalisation_scale");
    if (offset == null || scale == null) {
      if (form.normalisation() == null) {
        throw new IOException(where + " has no normalisation_offset and normalisation_scale");
      }
      return form.normalisation();
    }
    try {
      Normalisation own = new Normalisation(boxed(offset), boxed(scale));
      if (own.channels() == form.channels()) {
        return own;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(where + " has a normalisation that is none: " + e.getMessage(), e);
    }
    throw new IOException(
        "%s has a normalisation of other than %d channels".formatted(where, form.channels()));
  }

  private static List<Float> boxed(float[] values) {
    List<Float> boxed = new ArrayList<>();
    for (float value : values) {
      boxed.add(value);
    }
    return boxed;
  }

  private String id(ForeignArrays arrays, ForeignFile file, String split, long number)
      throws IOException {
    String own = arrays.text("id");
    if (own != null && !own.isEmpty()) {
      return own;
    }
    long index = arrays.whole("index", -1);
    boolean ofSplit = index >= 0 || form.single() || file.stem().equals(split);
    return form.dataset()
        + "/"
        + (ofSplit ? split : file.stem())
        + "/"
        + (index >= 0 ? index : number);
  }

  /** What the file says, else how it is called: {@code train.npz}. */
  private String split(ForeignArrays arrays, ForeignFile file) throws IOException {
    String own = arrays.text("split");
    String said = own == null || own.isEmpty() ? split(file) : own;
    String known = Splits.named(said);
    if (known == null) {
      throw new IOException(
          "%s has split %s; train, val or test belongs".formatted(file.path(), said));
    }
    return known;
  }

  @Override
  public FieldKey key(ForeignFile file) {
    return new FieldKey(form.dataset() + "/" + file.path(), 0);
  }

  @Override
  public String split(ForeignFile file) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    for (String split : List.of("train", "val", "test")) {
      if (name.startsWith(split)) {
        return split;
      }
    }
    return "train";
  }
}
