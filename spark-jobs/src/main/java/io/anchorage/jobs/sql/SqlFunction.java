package io.anchorage.jobs.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.score.Psnr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The functions for Spark SQL. Their first argument is a row of a field table, {@code struct(*)}.
 */
@SuppressWarnings("ImmutableEnumChecker") // Spark's types are immutable.
enum SqlFunction {
  /** {@code (row, height, width)}: the image that the field represents, at any size. */
  RENDER(
      3,
      floats(),
      "_FUNC_(row, height, width) - the image of a field, struct(*), at any size: pixels in [0, 1],"
          + " [channels, height, width]") {
    @Override
    Object of(Object... arguments) {
      return FieldOfRow.of((Row) arguments[0]).render(whole(arguments[1]), whole(arguments[2]));
    }
  },

  /** {@code (row, points)}: the field's values at points. */
  EVALUATE(
      2,
      floats(),
      "_FUNC_(row, points) - values of a field, struct(*), at an array of points [row, column] in"
          + " pixels, fractions allowed: [channels, points], not clamped") {
    @Override
    Object of(Object... arguments) {
      return FieldOfRow.of((Row) arguments[0]).evaluate(axes(list(arguments[1])));
    }
  },

  /** {@code (pixels, pixels)}: the PSNR of one image against another. */
  PSNR(
      2,
      DataTypes.DoubleType,
      "_FUNC_(pixels, pixels) - dB between two arrays of pixels in [0, 1], at most 100") {
    @Override
    Object of(Object... arguments) {
      float[] image = numbers(list(arguments[0]));
      float[] other = numbers(list(arguments[1]));
      if (image.length == 0 || image.length != other.length) {
        throw new UserException(
            Kind.CONFIG,
            "anchorage_psnr needs two images of one size: %d and %d samples"
                .formatted(image.length, other.length));
      }
      return Psnr.of(image, other);
    }
  },

  /** {@code (row)}: which numbers of which column are which array. */
  LAYOUT(
      1,
      DataTypes.createArrayType(layoutEntry()),
      "_FUNC_(row) - which numbers of a row's columns are which array, with the row's sizes") {
    @Override
    Object of(Object... arguments) {
      Row row = (Row) arguments[0];
      List<Row> entries = new ArrayList<>();
      for (JsonNode entry : FieldOfRow.manifest(row).spec().layout()) {
        if (!entry.has("channels")
            || entry.get("channels").intValue() == FieldOfRow.count(row, "channels")) {
          entries.add(entry(row, entry));
        }
      }
      return entries;
    }
  };

  private final int arguments;
  private final DataType type;
  private final String usage;

  SqlFunction(int arguments, DataType type, String usage) {
    this.arguments = arguments;
    this.type = type;
    this.usage = usage;
  }

  /** Computes the function; no argument is null. */
  abstract Object of(Object... arguments);

  /** The function's name in SQL. */
  String sqlName() {
    return "anchorage_" + name().toLowerCase(Locale.ROOT);
  }

  int arguments() {
    return arguments;
  }

  DataType type() {
    return type;
  }

  /** What {@code DESCRIBE FUNCTION} prints. */
  String usage() {
    return usage;
  }

  private static DataType floats() {
    return DataTypes.createArrayType(DataTypes.FloatType, false);
  }

  private static StructType layoutEntry() {
    return new StructType(
        new StructField[] {
          field("column", DataTypes.StringType),
          field("name", DataTypes.StringType),
          field("offset", DataTypes.IntegerType),
          field("shape", DataTypes.createArrayType(DataTypes.IntegerType)),
          field("axes", DataTypes.createArrayType(DataTypes.StringType))
        });
  }

  private static StructField field(String name, DataType type) {
    return new StructField(name, type, false, Metadata.empty());
  }

  private static Row entry(Row row, JsonNode entry) {
    List<Integer> shape = new ArrayList<>();
    entry
        .get("shape")
        .forEach(
            size ->
                shape.add(
                    size.isTextual() ? FieldOfRow.count(row, size.textValue()) : size.intValue()));
    List<String> axes = new ArrayList<>();
    entry.get("axes").forEach(axis -> axes.add(axis.textValue()));
    return RowFactory.create(
        entry.get("column").textValue(),
        entry.get("name").textValue(),
        entry.get("offset").intValue(),
        shape.toArray(new Integer[0]),
        axes.toArray(new String[0]));
  }

  private static int whole(Object number) {
    return ((Number) number).intValue();
  }

  private static List<?> list(Object sequence) {
    return CollectionConverters.asJava((scala.collection.Seq<?>) sequence);
  }

  private static float[] numbers(List<?> values) {
    float[] numbers = new float[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = ((Number) values.get(i)).floatValue();
    }
    return numbers;
  }

  /** Points, each an array or a struct of row and column, as [2][points]. */
  private static float[][] axes(List<?> points) {
    float[][] axes = new float[2][points.size()];
    for (int i = 0; i < points.size(); i++) {
      List<?> point =
          points.get(i) instanceof Row struct
              ? CollectionConverters.asJava(struct.toSeq())
              : list(points.get(i));
      float[] at = numbers(point);
      if (at.length != 2) {
        throw new UserException(
            Kind.CONFIG, "anchorage_evaluate needs points of a row and a column: " + point);
      }
      axes[0][i] = at[0];
      axes[1][i] = at[1];
    }
    return axes;
  }
}
