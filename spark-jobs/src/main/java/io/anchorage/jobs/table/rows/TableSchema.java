package io.anchorage.jobs.table.rows;

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
public final class TableSchema {
  public static final String ID = "id";
  public static final String LABEL = "label";
  public static final String LABEL_NAME = "label_name";
  public static final String SPLIT = "split";
  public static final String REPEAT = "repeat";
  public static final String WIDTH = "width";
  public static final String HEIGHT = "height";
  public static final String CHANNELS = "channels";
  public static final String FAMILY = "family";
  public static final String STEPS = "steps";
  public static final String LOSS = "loss";
  public static final String PSNR = "psnr";
  public static final String SSIM = "ssim";
  public static final String CURVE = "curve";
  public static final String SEED = "seed";
  public static final String OFFSET = "normalisation_offset";
  public static final String SCALE = "normalisation_scale";
  public static final String ENGINE = "engine";
  public static final String RECIPE_HASH = "recipe_hash";
  public static final String PIXEL_HASH = "pixel_hash";

  public static final String STAGE = "stage";
  public static final String ERROR = "error";
  public static final String MESSAGE = "message";

  private TableSchema() {}

  /**
   * The schema of a file of fields.
   *
   * @throws IllegalArgumentException if a family's column has the name of another column
   */
  public static MessageType fields(List<FamilyColumn> columns) {
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
  public static MessageType failures() {
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
  public static MessageType summary() {
    List<Type> types = new ArrayList<>(leading());
    for (Type type : trailing()) {
      if (type.isPrimitive()) {
        types.add(type);
      }
    }
    return new MessageType("field", types);
  }

  /** The columns of {@link FieldKey}, and one list of floats. */
  public static MessageType numbers(String column) {
    return new MessageType("numbers", text(ID), required(INT32, REPEAT), floats(column));
  }

  /** The columns of {@link FieldKey}. */
  public static MessageType key() {
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
  public record FamilyColumn(String name, Column.Type type) implements Serializable {
    public static FamilyColumn of(Column column) {
      return new FamilyColumn(column.name(), column.type());
    }
  }
}
