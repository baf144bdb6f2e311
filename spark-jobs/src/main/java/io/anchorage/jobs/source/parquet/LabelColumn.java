package io.anchorage.jobs.source.parquet;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * The column of labels of a Parquet table.
 *
 * @param name the column's name
 * @param kind how a class is given
 * @param names class names by the numbers in the column, from Hugging Face's metadata; empty if
 *     there are none
 * @param folder the class of all rows, from the name of a folder such as {@code label=cat}; empty
 *     if the column is in the table
 */
record LabelColumn(String name, Kind kind, List<String> names, String folder)
    implements Serializable {
  /** How a class is given. */
  enum Kind {
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    BOOLEAN,
    TEXT,
    FOLDER
  }

  /**
   * The label of a row as it is stored.
   *
   * @param number the class number; -1 if there is none
   * @param text the class's name if the column holds names; else empty
   */
  record Value(int number, String text) {
    static final Value NONE = new Value(-1, "");

    boolean isNone() {
      return equals(NONE);
    }
  }

  LabelColumn withNames(List<String> all) {
    return new LabelColumn(name, kind, all, folder);
  }

  /** How a column of a type gives classes; null if it cannot. */
  static Kind kind(Type type) {
    if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
      return null;
    }
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    boolean plain = logical == null;
    boolean whole =
        plain
            || logical instanceof IntLogicalTypeAnnotation
            || logical instanceof UnknownLogicalTypeAnnotation;
    boolean text =
        plain
            || logical instanceof StringLogicalTypeAnnotation
            || logical instanceof EnumLogicalTypeAnnotation;
    PrimitiveTypeName stored = type.asPrimitiveType().getPrimitiveTypeName();
    return switch (stored) {
      case INT32 -> whole ? Kind.INT : null;
      case INT64 -> whole ? Kind.LONG : null;
      case FLOAT -> Kind.FLOAT;
      case DOUBLE -> Kind.DOUBLE;
      case BOOLEAN -> Kind.BOOLEAN;
      case BINARY -> text ? Kind.TEXT : null;
      case INT96, FIXED_LEN_BYTE_ARRAY -> null;
    };
  }

  /**
   * The label of a row. Nothing, not-a-number, an empty text and any negative number, by which
   * datasets mark what has no label, are no label.
   *
   * @throws IOException in one line, if the value is not a class
   */
  Value value(Group row) throws IOException {
    if (kind == Kind.FOLDER) {
      return new Value(-1, folder);
    }
    if (row.getFieldRepetitionCount(name) == 0) {
      return Value.NONE;
    }
    return switch (kind) {
      case INT -> whole(row.getInteger(name, 0));
      case LONG -> whole(row.getLong(name, 0));
      case FLOAT -> whole(row.getFloat(name, 0));
      case DOUBLE -> whole(row.getDouble(name, 0));
      case BOOLEAN -> new Value(-1, Boolean.toString(row.getBoolean(name, 0)));
      case TEXT -> new Value(-1, row.getString(name, 0).strip());
      case FOLDER -> throw new IllegalStateException("Not in the table: " + name);
    };
  }

  /** The class's name as this table has it; empty if it has none. */
  String nameOf(Value value) {
    if (value.number() < 0) {
      return value.text();
    }
    return value.number() < names.size() ? names.get(value.number()) : "";
  }

  private Value whole(double value) throws IOException {
    if (Double.isNaN(value) || value < 0) {
      return Value.NONE;
    }
    if (value != Math.rint(value) || value > Integer.MAX_VALUE) {
      throw notClass(Double.toString(value));
    }
    return new Value((int) value, "");
  }

  private Value whole(long value) throws IOException {
    if (value > Integer.MAX_VALUE) {
      throw notClass(Long.toString(value));
    }
    return value < 0 ? Value.NONE : new Value((int) value, "");
  }

  private IOException notClass(String value) {
    return new IOException("column %s holds %s, which is no class".formatted(name, value));
  }
}
