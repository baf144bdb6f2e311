package io.anchorage.jobs.table.rows;

import io.anchorage.field.Column;
import io.anchorage.field.Field;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The columns of a table's files of fields: the same for all families, except for the family's own
 * columns, which are in the middle.
 */
public final class FieldColumns {
  /** The column of a subject whose fields have time before rows and columns: its extent. */
  public static final String FRAMES = "frames";

  private static final String RECORD = "field";

  static final RowColumn<FieldRow, String> ID = said(RowColumn::text, "id", FieldSummary::id);
  private static final RowColumn<FieldRow, Integer> LABEL =
      said(RowColumn::integer, "label", (FieldSummary s) -> s.label() < 0 ? null : s.label())
          .optional();
  private static final RowColumn<FieldRow, String> LABEL_NAME =
      said(
              RowColumn::text,
              "label_name",
              (FieldSummary s) -> s.labelName().isEmpty() ? null : s.labelName())
          .optional();
  static final RowColumn<FieldRow, String> SPLIT =
      said(RowColumn::text, "split", FieldSummary::split);
  static final RowColumn<FieldRow, Integer> REPEAT =
      said(RowColumn::integer, "repeat", FieldSummary::repeat);
  private static final RowColumn<FieldRow, Integer> WIDTH =
      said(RowColumn::integer, "width", FieldSummary::width);
  private static final RowColumn<FieldRow, Integer> HEIGHT =
      said(RowColumn::integer, "height", FieldSummary::height);
  private static final RowColumn<FieldRow, Integer> CHANNELS =
      said(RowColumn::integer, "channels", FieldSummary::channels);
  private static final RowColumn<FieldRow, String> FAMILY =
      said(RowColumn::text, "family", FieldSummary::family);

  private static final RowColumn<FieldRow, Integer> STEPS =
      said(RowColumn::integer, "steps", FieldSummary::steps);
  private static final RowColumn<FieldRow, Double> LOSS =
      said(RowColumn::precise, "loss", FieldSummary::loss);
  private static final RowColumn<FieldRow, Double> PSNR =
      said(RowColumn::precise, "psnr", FieldSummary::psnr);
  private static final RowColumn<FieldRow, Double> SSIM =
      said(RowColumn::precise, "ssim", FieldSummary::ssim);
  private static final RowColumn<FieldRow, float[]> CURVE =
      RowColumn.numbers(
              "curve", (FieldRow row) -> row.curve().isEmpty() ? null : unboxed(row.curve()))
          .optional();
  private static final RowColumn<FieldRow, Long> SEED =
      said(RowColumn::wide, "seed", FieldSummary::seed);
  private static final RowColumn<FieldRow, float[]> OFFSET =
      RowColumn.numbers(
          "normalisation_offset", (FieldRow row) -> unboxed(row.field().normalisation().offset()));
  private static final RowColumn<FieldRow, float[]> SCALE =
      RowColumn.numbers(
          "normalisation_scale", (FieldRow row) -> unboxed(row.field().normalisation().scale()));
  private static final RowColumn<FieldRow, String> ENGINE =
      said(RowColumn::text, "engine", FieldSummary::engine);
  static final RowColumn<FieldRow, String> RECIPE_HASH =
      said(RowColumn::text, "recipe_hash", FieldSummary::recipeHash);
  private static final RowColumn<FieldRow, String> PIXEL_HASH =
      said(RowColumn::text, "pixel_hash", FieldSummary::pixelHash);

  static final RowColumn<FieldRow, Long> INPUT_BYTES =
      said(RowColumn::wide, "input_bytes", (FieldSummary s) -> known(s.inputBytes())).optional();
  static final RowColumn<FieldRow, Long> INPUT_TIME =
      said(RowColumn::wide, "input_time", (FieldSummary s) -> known(s.inputTime())).optional();

  private static final List<RowColumn<FieldRow, ?>> LEADING =
      List.of(ID, LABEL, LABEL_NAME, SPLIT, REPEAT, WIDTH, HEIGHT, CHANNELS, FAMILY);
  private static final List<RowColumn<FieldRow, ?>> TRAILING =
      List.of(STEPS, LOSS, PSNR, SSIM, CURVE, SEED, OFFSET, SCALE, ENGINE, RECIPE_HASH, PIXEL_HASH);

  private static final RowColumn<FieldRow, String> STOPPED_BY =
      said(
              RowColumn::text,
              "stopped_by",
              (FieldSummary s) -> s.stoppedBy().isEmpty() ? null : s.stoppedBy())
          .optional();

  /** Columns that tables have from format 1.2 on. */
  private static final List<RowColumn<FieldRow, ?>> INPUT = List.of(INPUT_BYTES, INPUT_TIME);

  /** Columns that tables have from format 1.3 on. */
  private static final List<RowColumn<FieldRow, ?>> END = List.of(STOPPED_BY);

  private FieldColumns() {}

  /** Returns the name of the id column, for filters. */
  public static String id() {
    return ID.name();
  }

  /**
   * Returns all columns.
   *
   * @param own the family's own columns
   * @throws IllegalArgumentException if a column of the family has the name of another column
   */
  public static RowSchema<FieldRow> all(List<Column> own) {
    List<RowColumn<FieldRow, ?>> columns = new ArrayList<>(LEADING);
    own.forEach(column -> columns.add(RowColumn.of(column)));
    columns.addAll(TRAILING);
    columns.addAll(INPUT);
    columns.addAll(END);
    return new RowSchema<>(RECORD, columns);
  }

  /** Returns all columns of a table of format 1.2. */
  public static RowSchema<FieldRow> withoutEnd(List<Column> own) {
    List<RowColumn<FieldRow, ?>> columns = new ArrayList<>(all(own).columns());
    columns.removeAll(END);
    return new RowSchema<>(RECORD, columns);
  }

  /** Returns all columns of a table whose format is older than 1.2. */
  public static RowSchema<FieldRow> withoutInput(List<Column> own) {
    List<RowColumn<FieldRow, ?>> columns = new ArrayList<>(withoutEnd(own).columns());
    columns.removeAll(INPUT);
    return new RowSchema<>(RECORD, columns);
  }

  /** Returns the columns of {@link FieldSummary}, wherever they are in the file. */
  public static RowSchema<FieldRow> ofSummary() {
    List<RowColumn<FieldRow, ?>> columns = new ArrayList<>(LEADING);
    TRAILING.stream().filter(column -> !column.isList()).forEach(columns::add);
    columns.addAll(INPUT);
    columns.addAll(END);
    return new RowSchema<>(RECORD, columns);
  }

  /** Returns the columns of {@link FieldKey}, which files of failures have as well. */
  public static RowSchema<FieldRow> ofKey() {
    return new RowSchema<>("key", List.of(ID, REPEAT));
  }

  /** Returns the columns of {@link FieldInput}; files of failures have all but the optional. */
  public static RowSchema<FieldRow> ofInput() {
    return new RowSchema<>("input", List.of(ID, REPEAT, LABEL_NAME, INPUT_BYTES, INPUT_TIME));
  }

  /** Returns the columns of {@link FieldKey} and one column of float lists. */
  public static RowSchema<FieldRow> ofNumbers(String column) {
    return new RowSchema<>("numbers", List.of(ID, REPEAT, list(column)));
  }

  public static FieldKey key(RowValues row) {
    return new FieldKey(row.get(ID), row.get(REPEAT));
  }

  public static FieldInput input(RowValues row) {
    return new FieldInput(
        key(row), row.get(LABEL_NAME, ""), row.get(INPUT_BYTES, -1L), row.get(INPUT_TIME, -1L));
  }

  public static FieldNumbers numbers(String column, RowValues row) {
    return new FieldNumbers(key(row), boxed(row.get(list(column))));
  }

  public static FieldSummary summary(RowValues row) {
    return new FieldSummary(
        row.get(ID),
        row.get(REPEAT),
        row.get(LABEL, -1),
        row.get(LABEL_NAME, ""),
        row.get(SPLIT),
        row.get(WIDTH),
        row.get(HEIGHT),
        row.get(CHANNELS),
        row.get(FAMILY),
        row.get(STEPS),
        row.get(LOSS),
        row.get(PSNR),
        row.get(SSIM),
        row.get(SEED),
        row.get(ENGINE),
        row.get(RECIPE_HASH),
        row.get(PIXEL_HASH),
        row.get(INPUT_BYTES, -1L),
        row.get(INPUT_TIME, -1L),
        row.get(STOPPED_BY, ""));
  }

  /**
   * Makes a whole row from the values read.
   *
   * @param own the family's columns
   */
  public static FieldRow row(List<Column> own, RowValues row) {
    FieldSummary summary = summary(row);
    Map<String, Object> values = new LinkedHashMap<>();
    own.forEach(column -> values.put(column.name(), row.get(RowColumn.of(column))));
    Field field =
        Field.on(
                grid(summary, values.get(FRAMES)),
                new Normalisation(boxed(row.get(OFFSET)), boxed(row.get(SCALE))))
            .build()
            .with(values);
    return new FieldRow(summary, field, boxed(row.get(CURVE, new float[0])));
  }

  private static Grid grid(FieldSummary summary, Object frames) {
    return frames instanceof Integer count
        ? new Grid(List.of(count, summary.height(), summary.width()))
        : Grid.image(summary.height(), summary.width());
  }

  private static RowColumn<FieldRow, float[]> list(String column) {
    return RowColumn.numbers(column, row -> row.field().floats(column));
  }

  private static Long known(long value) {
    return value < 0 ? null : value;
  }

  /** Makes a column from a component of the row's summary. */
  private static <T> RowColumn<FieldRow, T> said(
      Factory<T> factory, String name, Function<FieldSummary, T> value) {
    return factory.make(name, row -> value.apply(row.summary()));
  }

  private interface Factory<T> {
    RowColumn<FieldRow, T> make(String name, Function<FieldRow, T> value);
  }

  private static float[] unboxed(List<Float> values) {
    float[] unboxed = new float[values.size()];
    for (int i = 0; i < unboxed.length; i++) {
      unboxed[i] = values.get(i);
    }
    return unboxed;
  }

  private static List<Float> boxed(float[] values) {
    List<Float> boxed = new ArrayList<>(values.length);
    for (float value : values) {
      boxed.add(value);
    }
    return boxed;
  }
}
