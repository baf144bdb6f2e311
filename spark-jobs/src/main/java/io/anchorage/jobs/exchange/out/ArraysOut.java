package io.anchorage.jobs.exchange.out;

import io.anchorage.format.array.ArrayInfo;
import io.anchorage.format.array.ArrayTable;
import io.anchorage.format.array.ElementType;
import io.anchorage.jobs.exchange.FieldForm;
import io.anchorage.jobs.table.rows.ColumnType;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.RowColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Files of arrays: one array for each column, with one element for each field. Lists of one length
 * are a matrix [fields, length]; others are one after the other in {@code NAME}, where field i has
 * the elements {@code NAME_offsets[i]} to {@code NAME_offsets[i + 1]}. What a field does not have
 * is -1 or an empty text.
 */
final class ArraysOut implements OutFormat.OneFile {
  private static final long serialVersionUID = 1;

  /** Makes the writer of a format. */
  @FunctionalInterface
  interface Forms extends Serializable {
    ArrayTable.Form make();
  }

  private final String name;
  private final String words;
  private final Forms forms;

  ArraysOut(String name, String words, Forms forms) {
    this.name = name;
    this.words = words;
    this.forms = forms;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String suffix() {
    return "." + name;
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public long write(FieldForm form, Iterator<FieldRow> rows, OutputStream out) throws IOException {
    List<RowColumn<FieldRow, ?>> columns = form.columns().columns();
    List<Spill> spills = new ArrayList<>();
    try {
      for (RowColumn<FieldRow, ?> column : columns) {
        spills.add(new Spill(column.type(), form.length(column)));
      }
      long count = 0;
      for (; rows.hasNext(); count++) {
        FieldRow row = rows.next();
        for (int c = 0; c < columns.size(); c++) {
          spills.get(c).add(columns.get(c).of(row), row.summary().id());
        }
      }
      ArrayTable table = new ArrayTable();
      for (int c = 0; c < columns.size(); c++) {
        add(table, columns.get(c).name(), spills.get(c), form.length(columns.get(c)), count);
      }
      for (Map.Entry<String, String> entry : form.metadata().entrySet()) {
        table.metadata(entry.getKey(), entry.getValue());
      }
      forms.make().write(table, out);
      return count;
    } finally {
      spills.forEach(Spill::close);
    }
  }

  private static void add(
      ArrayTable table, String name, Spill spill, OptionalInt length, long count) {
    if (spill.type() == ColumnType.TEXT) {
      table.text(name, spill.texts());
      return;
    }
    ElementType element = Spill.element(spill.type());
    if (spill.type() != ColumnType.NUMBERS) {
      table.array(name, new ArrayInfo(element, List.of(count)), spill::writeTo);
      return;
    }
    if (length.isPresent()) {
      List<Long> shape = List.of(count, (long) length.getAsInt());
      table.array(name, new ArrayInfo(element, shape), spill::writeTo);
      return;
    }
    table.array(name, new ArrayInfo(element, List.of(spill.numbers())), spill::writeTo);
    table.array(
        name + "_offsets",
        new ArrayInfo(ElementType.I64, List.of(count + 1)),
        spill::writeOffsetsTo);
  }
}
