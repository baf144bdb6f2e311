package io.anchorage.jobs.source.parquet;

import io.anchorage.jobs.source.parquet.LabelColumn.Value;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;

/** The classes of a Parquet dataset, which have the same numbers in all of its tables. */
final class ParquetClasses implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<String> names;
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * The class of a row.
   *
   * @param number class number; -1 for none
   * @param name class name; empty if it has none
   */
  record Label(int number, String name) {
    static final Label NONE = new Label(-1, "");
  }

  /**
   * @param names class names by class number; empty if there are none
   */
  ParquetClasses(List<String> names) {
    this.names = List.copyOf(names);
    for (int n = 0; n < names.size(); n++) {
      numbers.putIfAbsent(names.get(n), n);
    }
  }

  List<String> names() {
    return names;
  }

  /**
   * The class of a row that holds the table's label column.
   *
   * @throws IOException in one line, if the row's label is no class
   */
  Label of(ParquetTable table, Group row) throws IOException {
    return table.label() == null ? Label.NONE : of(table.label(), table.label().value(row));
  }

  /** The class that a value in a column stands for. */
  Label of(LabelColumn column, Value value) {
    if (value.isNone()) {
      return Label.NONE;
    }
    String own = column.nameOf(value);
    int number = own.isEmpty() ? value.number() : numbers.getOrDefault(own, -1);
    if (number < 0) {
      return new Label(-1, own);
    }
    return new Label(number, number < names.size() ? names.get(number) : "");
  }
}
