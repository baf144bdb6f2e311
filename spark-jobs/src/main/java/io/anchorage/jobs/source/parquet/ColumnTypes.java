package io.anchorage.jobs.source.parquet;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** Questions about the types of Parquet columns. */
final class ColumnTypes {
  private static final int MOST_NAMES = 20;

  private ColumnTypes() {}

  static boolean isList(Type type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return type.isRepetition(Repetition.REPEATED)
        || logical instanceof ListLogicalTypeAnnotation
        || logical instanceof MapLogicalTypeAnnotation;
  }

  /** Whether bytes that are not text lie anywhere in the column. */
  static boolean holdsBytes(Type type) {
    if (!type.isPrimitive()) {
      return type.asGroupType().getFields().stream().anyMatch(ColumnTypes::holdsBytes);
    }
    return type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        && type.getLogicalTypeAnnotation() == null;
  }

  /** Whether the column is of the type that a column of nothing but nulls gets. */
  static boolean isNothing(Type type) {
    return type.getLogicalTypeAnnotation() instanceof UnknownLogicalTypeAnnotation;
  }

  /** Names of columns in one line. */
  static String names(List<Type> columns) {
    String names =
        columns.stream().limit(MOST_NAMES).map(Type::getName).collect(Collectors.joining(", "));
    int more = columns.size() - MOST_NAMES;
    return more > 0 ? names + ", and " + more + " more" : names;
  }

  /** The type in words for a message. */
  static String describe(Type type) {
    if (isList(type)) {
      return "lists";
    }
    if (!type.isPrimitive()) {
      GroupType struct = type.asGroupType();
      return "a struct of "
          + String.join(", ", struct.getFields().stream().map(Type::getName).toList());
    }
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    String name =
        logical == null ? type.asPrimitiveType().getPrimitiveTypeName().name() : logical.toString();
    return "values of type " + name.toLowerCase(Locale.ROOT);
  }
}
