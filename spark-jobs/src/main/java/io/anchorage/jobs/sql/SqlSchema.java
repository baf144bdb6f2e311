package io.anchorage.jobs.sql;

import io.anchorage.field.Column;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FailureColumns;
import io.anchorage.jobs.table.rows.FieldColumns;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The schemas of fields and failures in Spark: the columns of the files with a comment each, then
 * two columns that say which table a row is of. Optional columns that an older table does not have
 * are null.
 */
final class SqlSchema {
  /** The column that holds the table's folder. */
  static final String TABLE_PATH = "table_path";

  /** The column that holds the table's id. */
  static final String TABLE_ID = "table_id";

  private static final StructType TABLE =
      new StructType(
          new StructField[] {
            described(TABLE_PATH, "folder of the table that the row is of"),
            described(TABLE_ID, "id of that table")
          });

  private static final Map<String, String> COMMENTS =
      Map.ofEntries(
          Map.entry("id", "the image's stable id: dataset and path, or split and number"),
          Map.entry("label", "class number; null if the source has none"),
          Map.entry("label_name", "class name; null if the source has none"),
          Map.entry("split", "train or test"),
          Map.entry("repeat", "which of the image's independent fits this is, from 0"),
          Map.entry("width", "columns of the fitted grid"),
          Map.entry("height", "rows of the fitted grid"),
          Map.entry("channels", "channels of the signal"),
          Map.entry("family", "what kind of field this is"),
          Map.entry("steps", "optimiser steps taken"),
          Map.entry("loss", "mean squared error over the grid, in normalised values"),
          Map.entry("psnr", "dB on the unit scale, at most 100"),
          Map.entry("ssim", "structural similarity on the unit scale"),
          Map.entry("curve", "training loss after the recipe's curve-at steps"),
          Map.entry("seed", "the recipe's seed"),
          Map.entry("normalisation_offset", "per channel: pixel = value * scale + offset"),
          Map.entry("normalisation_scale", "per channel: pixel = value * scale + offset"),
          Map.entry("engine", "the engine that made the fit"),
          Map.entry("recipe_hash", "SHA-256 of the recipe"),
          Map.entry("pixel_hash", "SHA-256 of the decoded pixels"),
          Map.entry("input_bytes", "size of the file that held the image"),
          Map.entry("input_time", "time of that file, milliseconds since 1970"),
          Map.entry("stopped_by", "the stop rule that ended the fit"),
          Map.entry("stage", "where it failed: read, decode, transform or fit"),
          Map.entry("error", "class of the error"),
          Map.entry("message", "the error in one line"));

  private SqlSchema() {}

  /**
   * Returns the columns of files of fields.
   *
   * @param own the family's columns
   */
  static StructType fields(List<Column> own) {
    Map<String, String> comments = new TreeMap<>(COMMENTS);
    own.forEach(column -> comments.put(column.name(), column.description()));
    return commented(FieldColumns.all(own).parquet(), comments);
  }

  /** Returns the columns of files of failures. */
  static StructType failures() {
    return commented(FailureColumns.all().parquet(), COMMENTS);
  }

  /** Returns the columns of {@link #tableValues} alone. */
  static StructType ofTable() {
    return TABLE;
  }

  /** Returns a schema with the columns that say which table a row is of. */
  static StructType withTable(StructType stored) {
    StructType all = stored;
    for (StructField field : TABLE.fields()) {
      all = all.add(field);
    }
    return all;
  }

  /** Returns the values of the columns that say which table a row is of, by name. */
  static Map<String, String> tableValues(FieldTable table) {
    return Map.of(TABLE_PATH, table.files().qualified(""), TABLE_ID, table.manifest().tableId());
  }

  private static StructType commented(MessageType columns, Map<String, String> comments) {
    StructField[] fields =
        new ParquetToSparkSchemaConverter(SQLConf.get()).convert(columns).fields();
    for (int i = 0; i < fields.length; i++) {
      String comment = comments.get(fields[i].name());
      if (comment != null) {
        fields[i] = fields[i].withComment(comment);
      }
    }
    return new StructType(fields);
  }

  private static StructField described(String name, String comment) {
    return new StructField(name, DataTypes.StringType, false, Metadata.empty())
        .withComment(comment);
  }
}
