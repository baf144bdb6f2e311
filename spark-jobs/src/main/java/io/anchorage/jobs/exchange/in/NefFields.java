package io.anchorage.jobs.exchange.in;

import io.anchorage.field.Field;
import io.anchorage.jobs.source.Splits;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Fields in fit-a-nef's files, many in each. */
final class NefFields implements FieldReader {
  private static final long serialVersionUID = 1;
  private static final String LABELS = "labels";

  private final Form form;

  /**
   * What all files have in common.
   *
   * @param set what an index means; null if the files say what their rows are
   * @param family the family's name
   * @param column the column of parameters
   * @param steps of a fit
   * @param seed of the recipe
   */
  record Form(
      NefFile.Shape shape,
      NefSet set,
      String dataset,
      String family,
      String column,
      int steps,
      long seed,
      String recipeHash)
      implements Serializable {}

  NefFields(Form form) {
    this.form = form;
  }

  /** What a row is, besides its parameters. */
  private record Row(
      String id, int repeat, String split, int height, int width, Normalisation normalisation) {}

  /** Gives what the rows are, one after the other. */
  private interface Described {
    Row next() throws IOException;
  }

  @Override
  public void read(HadoopFiles files, ForeignFile file, Taker taker) throws IOException {
    List<InputStream> open = new ArrayList<>();
    try (LocalCopy local = LocalCopy.of(files, file.location())) {
      NefFile nefs = NefFile.open(local.path(), file.path());
      NefFile.Shape shape = nefs.shape();
      if (!shape.equals(form.shape())) {
        throw new IOException(
            "%s holds networks %s, the first file has %s"
                .formatted(file.path(), shape.layers(), form.shape().layers()));
      }
      NefFile.Rows params = nefs.rows("params", open);
      NefFile.Numbers labels = nefs.has(LABELS) ? nefs.numbers(LABELS, open) : () -> -1;
      Described rows = form.set() == null ? described(nefs, open) : counted(NefFile.start(file));
      long fields = nefs.fields();
      for (long i = 0; i < fields; i++) {
        float[] row = shape.weightsFirst(params.next());
        taker.take(row(rows.next(), row, Math.toIntExact(labels.next()), file));
      }
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new IOException("%s is damaged: %s".formatted(file.path(), e.getMessage()), e);
    } finally {
      for (InputStream in : open) {
        in.close();
      }
    }
  }

  private Described counted(long start) {
    NefSet set = form.set();
    Normalisation normalisation = set.normalisation();
    long[] index = {start};
    return () -> {
      Place place = set.place(index[0]++);
      return new Row(
          form.dataset() + "/" + place.part() + "/" + place.index(),
          place.repeat(),
          place.split(),
          set.side(),
          set.side(),
          normalisation);
    };
  }

  private static Described described(NefFile nefs, List<InputStream> open) throws IOException {
    List<String> ids = nefs.texts("id");
    List<String> splits = nefs.texts("split");
    NefFile.Numbers repeats = nefs.numbers("repeat", open);
    NefFile.Numbers heights = nefs.numbers("height", open);
    NefFile.Numbers widths = nefs.numbers("width", open);
    NefFile.Rows offsets = nefs.rows("normalisation_offset", open);
    NefFile.Rows scales = nefs.rows("normalisation_scale", open);
    int[] row = new int[1];
    return () -> {
      int at = row[0]++;
      return new Row(
          ids.get(at),
          Math.toIntExact(repeats.next()),
          splits.get(at),
          Math.toIntExact(heights.next()),
          Math.toIntExact(widths.next()),
          new Normalisation(boxed(offsets.next()), boxed(scales.next())));
    };
  }

  private static List<Float> boxed(float[] values) {
    List<Float> boxed = new ArrayList<>(values.length);
    for (float value : values) {
      boxed.add(value);
    }
    return boxed;
  }

  private FieldRow row(Row row, float[] parameters, int label, ForeignFile file) {
    Field field =
        Field.on(Grid.image(row.height(), row.width()), row.normalisation())
            .floats(form.column(), parameters)
            .build();
    FieldSummary summary =
        new FieldSummary(
            row.id(),
            row.repeat(),
            label,
            "",
            row.split(),
            row.width(),
            row.height(),
            row.normalisation().channels(),
            form.family(),
            form.steps(),
            Double.NaN,
            Double.NaN,
            Double.NaN,
            form.seed(),
            "imported",
            form.recipeHash(),
            "",
            file.bytes(),
            file.millis(),
            "");
    return new FieldRow(summary, field, List.of());
  }

  @Override
  public FieldKey key(ForeignFile file) {
    return new FieldKey(form.dataset() + "/" + file.path(), 0);
  }

  @Override
  public String split(ForeignFile file) {
    return Splits.TRAIN;
  }
}
