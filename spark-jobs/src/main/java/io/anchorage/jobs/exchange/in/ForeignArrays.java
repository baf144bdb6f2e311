package io.anchorage.jobs.exchange.in;

import io.anchorage.field.Column;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.LayoutEntry;
import io.anchorage.jobs.exchange.in.ArrayNames.Named;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.RowColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An open file with the arrays that are there. */
final class ForeignArrays implements AutoCloseable {
  private final LocalCopy local;
  private final FieldFile file;
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final ArrayNames names;

  ForeignArrays(
      FieldFileFormat format,
      HadoopFiles files,
      ForeignFile foreign,
      FamilyConfig config,
      ArrayNames names,
      int channels)
      throws IOException {
    this.names = names;
    List<RowColumn<FieldRow, ?>> columns = new ArrayList<>();
    for (Column column : config.family().columns()) {
      add(columns, column.name(), RowColumn.numbers(name(column.name()), row -> null));
    }
    for (LayoutEntry entry : config.family().layout(config, channels)) {
      add(columns, entry.name(), RowColumn.numbers(name(entry.name()), row -> null));
    }
    for (String text : List.of("id", "label_name", "split")) {
      add(columns, text, RowColumn.text(name(text), row -> null));
    }
    for (String whole : List.of("index", "label", "repeat", "seed", "height", "width")) {
      add(columns, whole, RowColumn.wide(name(whole), row -> null));
    }
    add(columns, "psnr", RowColumn.precise(name("psnr"), row -> null));
    for (String list : List.of("normalisation_offset", "normalisation_scale")) {
      add(columns, list, RowColumn.numbers(name(list), row -> null));
    }
    this.local = LocalCopy.of(files, foreign.location());
    try {
      this.file = format.open(local.path(), foreign.path(), columns);
    } catch (IOException | RuntimeException e) {
      local.close();
      throw e;
    }
  }

  private String name(String column) {
    return names.of(column).name();
  }

  private void add(
      List<RowColumn<FieldRow, ?>> columns, String what, RowColumn<FieldRow, ?> column) {
    if (places.putIfAbsent(what, columns.size()) == null) {
      columns.add(column);
    }
  }

  boolean next() throws IOException {
    return file.next();
  }

  float[] floats(String what) throws IOException {
    return (float[]) file.value(places.get(what));
  }

  String text(String what) throws IOException {
    return (String) file.value(places.get(what));
  }

  long whole(String what, long absent) throws IOException {
    Object value = file.value(places.get(what));
    return value == null ? absent : (Long) value;
  }

  double precise(String what) throws IOException {
    Object value = file.value(places.get(what));
    return value == null ? Double.NaN : (Double) value;
  }

  /** The parameters of one column: in one array, or in one for each entry of its layout. */
  float[] parameters(String column, List<LayoutEntry> layout, String where) throws IOException {
    float[] whole = floats(column);
    if (whole != null) {
      return whole;
    }
    float[] all = new float[length(column, layout)];
    for (LayoutEntry entry : layout) {
      if (!entry.column().equals(column)) {
        continue;
      }
      float[] part = floats(entry.name());
      Named named = names.of(entry.name());
      if (part == null) {
        throw new IOException(
            "%s has neither an array %s nor one of %s: name it with --array %s=NAME"
                .formatted(where, name(column), named.name(), entry.name()));
      }
      if (part.length != size(entry)) {
        throw new IOException(
            "Array %s of %s has %d numbers for a field where the recipe has %d"
                .formatted(named.name(), where, part.length, size(entry)));
      }
      put(part, named.transposed(), entry, all);
    }
    return all;
  }

  private static void put(float[] part, boolean transposed, LayoutEntry entry, float[] into) {
    int rows = extent(entry, 0);
    int columns = part.length / Math.max(1, rows);
    for (int i = 0; i < part.length; i++) {
      int from = transposed && entry.shape().size() == 2 ? i % columns * rows + i / columns : i;
      into[entry.offset() + i] = part[from];
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
    local.close();
  }

  /** How many numbers a column has by its layout. */
  static int length(String column, List<LayoutEntry> layout) {
    int length = 0;
    for (LayoutEntry entry : layout) {
      if (entry.column().equals(column)) {
        length = Math.max(length, entry.offset() + size(entry));
      }
    }
    return length;
  }

  private static int size(LayoutEntry entry) {
    int size = 1;
    for (int axis = 0; axis < entry.shape().size(); axis++) {
      size = Math.multiplyExact(size, extent(entry, axis));
    }
    return size;
  }

  private static int extent(LayoutEntry entry, int axis) {
    if (entry.shape().get(axis) instanceof LayoutEntry.Size.Fixed fixed) {
      return fixed.count();
    }
    throw new IllegalArgumentException("the extent of " + entry.name() + " varies");
  }
}
