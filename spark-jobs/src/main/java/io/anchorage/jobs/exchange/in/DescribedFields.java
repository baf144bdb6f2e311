package io.anchorage.jobs.exchange.in;

import io.anchorage.jobs.exchange.FieldForm;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.TableDescription;
import io.anchorage.jobs.table.manifest.TableLayout;
import io.anchorage.jobs.table.rows.FieldColumns;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.RowColumn;
import io.anchorage.jobs.table.rows.RowValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;

/** Fields in files that describe them: what {@code export} wrote. */
final class DescribedFields implements FieldReader {
  private static final long serialVersionUID = 1;

  private final FieldFileFormat format;
  private final FieldForm form;

  DescribedFields(FieldFileFormat format, FieldForm form) {
    this.format = format;
    this.form = form;
  }

  /** The table that a file's fields come from, as it says itself; empty if it does not say it. */
  static Optional<Manifest> table(FieldFileFormat format, HadoopFiles files, ForeignFile file)
      throws IOException {
    try (LocalCopy local = LocalCopy.of(files, file.location());
        FieldFile opened = format.open(local.path(), file.path(), List.of())) {
      return Optional.ofNullable(opened.metadata().get(FieldForm.TABLE))
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .map(bytes -> TableDescription.parse(bytes, FieldForm.TABLE + " of " + file.path()));
    }
  }

  @Override
  public void read(HadoopFiles files, ForeignFile file, Taker taker) throws IOException {
    List<RowColumn<FieldRow, ?>> columns = form.columns().columns();
    MessageType schema = form.columns().parquet();
    try (LocalCopy local = LocalCopy.of(files, file.location());
        FieldFile opened = format.open(local.path(), file.path(), columns)) {
      requireRecipe(opened, file);
      for (long number = 0; opened.next(); number++) {
        RowValues values = new RowValues(schema);
        for (int i = 0; i < columns.size(); i++) {
          Object value = opened.value(i);
          if (value == null && columns.get(i).isRequired()) {
            throw new IOException(
                "Field %d of %s has no %s".formatted(number, file.path(), columns.get(i).name()));
          }
          values.set(i, value);
        }
        taker.take(row(values, file, number));
      }
    }
  }

  private FieldRow row(RowValues values, ForeignFile file, long number) throws IOException {
    FieldRow row;
    try {
      row = FieldColumns.row(form.spec().columns(), values);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IOException(
          "Field %d of %s is damaged: %s".formatted(number, file.path(), e.getMessage()), e);
    }
    if (!row.summary().recipeHash().equals(form.spec().recipeHash())) {
      throw new IOException(
          "Field %d of %s has another recipe than it should".formatted(number, file.path()));
    }
    return row;
  }

  private void requireRecipe(FieldFile opened, ForeignFile file) throws IOException {
    String hash = opened.metadata().getOrDefault("anchorage.recipe_hash", "");
    String wanted = form.spec().recipeHash();
    if (!hash.equals(wanted)) {
      throw new IOException(
          "%s has fields of recipe %s, the first file has recipe %s"
              .formatted(
                  file.path(),
                  hash.isEmpty() ? "unknown" : TableLayout.shortHash(hash),
                  TableLayout.shortHash(wanted)));
    }
  }

  @Override
  public FieldKey key(ForeignFile file) {
    return new FieldKey(form.manifest().dataset() + "/" + file.path(), 0);
  }

  @Override
  public String split(ForeignFile file) {
    return "train";
  }
}
