package io.anchorage.jobs.table;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.anchorage.field.Column;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The columns of a table's two kinds of files: the same for all families but for the family's own
 * columns, which stand in the middle.
 */
final class TableSchema {
  static final String ID = "id";
  static final String LABEL = "label";
  static final String LABEL_NAME = "label_name";
  static final String SPLIT = "split";
  static final String REPEAT = "repeat";
  static final String WIDTH = "width";
  static final String HEIGHT = "height";
  static final String CHANNELS = "channels";
  static final String FAMILY = "family";
  static final String STEPS = "steps";
  static final String LOSS = "loss";
  static final String PSNR = "psnr";
  static final String SSIM = "ssim";
  static final String CURVE = "curve";
  static final String SEED = "seed";
  static final String OFFSET = "normalisation_offset";
  static final String SCALE = "normalisation_scale";
  static final String ENGINE = "engine";
  static final String RECIPE_HASH = "recipe_hash";
  static final String PIXEL_HASH = "pixel_hash";

  static final String STAGE = "stage";
  static final String ERROR = "error";
  static final String MESSAGE = "message";

  private TableSchema() {}

  /**
   * The schema of a file of fields.
   *
   * @throws IllegalArgumentException if a family's column has the name of another column
   */
  static MessageType fields(List<FamilyColumn> columns) {
    List<Type> types = new ArrayList<>();
    types.addAll(leading());
    columns.forEach(column -> types.add(familyType(column)));
    types.addAll(trailing());
    Set<String> names = new HashSet<>();
    for (Type type : types) {
      if (!names.add(type.getName())) {
        throw new IllegalArgumentException("Two columns of a table are named " + type.getName());
      }
    }
    return new MessageType("field", types);
  }

  /** The schema of a file of failures. */
  static MessageType failures() {
    return new MessageType(
        "failure",
        text(ID),
        text(SPLIT),
        required(INT32, REPEAT),
        text(STAGE),
        text(ERROR),
        text(MESSAGE),
        text(RECIPE_HASH));
  }

  /** The columns of {@link FieldSummary}, wherever they stand in the file. */
  static MessageType summary() {
    List<Type> types = new ArrayList<>(leading());
    for (Type type : trailing()) {
      if (type.isPrimitive()) {
        types.add(type);
      }
    }
    return new MessageType("field", types);
  }

  /** The columns of {@link FieldKey}, and one list of floats. */
  static MessageType numbers(String column) {
    return new MessageType("numbers", text(ID), required(INT32, REPEAT), floats(column));
  }

  /** The columns of {@link FieldKey}. */
  static MessageType key() {
    return new MessageType("key", text(ID), required(INT32, REPEAT));
  }

  private static List<Type> leading() {
    return List.of(
        text(ID),
        Types.optional(INT32).named(LABEL),
        Types.optional(BINARY).as(LogicalTypeAnnotation.stringType()).named(LABEL_NAME),
        text(SPLIT),
        required(INT32, REPEAT),
        required(INT32, WIDTH),
        required(INT32, HEIGHT),
        required(INT32, CHANNELS),
        text(FAMILY));
  }

  private static List<Type> trailing() {
    return List.of(
        required(INT32, STEPS),
        required(DOUBLE, LOSS),
        required(DOUBLE, PSNR),
        required(DOUBLE, SSIM),
        Types.optionalList().requiredElement(FLOAT).named(CURVE),
        required(INT64, SEED),
        floats(OFFSET),
        floats(SCALE),
        text(ENGINE),
        text(RECIPE_HASH),
        text(PIXEL_HASH));
  }

  private static Type familyType(FamilyColumn column) {
    return switch (column.type()) {
      case FLOAT -> required(FLOAT, column.name());
      case INT -> required(INT32, column.name());
      case FLOAT_LIST -> floats(column.name());
      case TEXT -> text(column.name());
    };
  }

  private static Type text(String name) {
    return Types.required(BINARY).as(LogicalTypeAnnotation.stringType()).named(name);
  }

  private static Type required(PrimitiveTypeName type, String name) {
    return Types.required(type).named(name);
  }

  private static Type floats(String name) {
    return Types.requiredList().requiredElement(FLOAT).named(name);
  }

  /** A family's column without its description, as it travels to the executors. */
  record FamilyColumn(String name, Column.Type type) implements Serializable {
    static FamilyColumn of(Column column) {
      return new FamilyColumn(column.name(), column.type());
    }
  }
}
