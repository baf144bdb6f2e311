package io.anchorage.jobs.source.parquet;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The column of a Parquet table that holds encoded images.
 *
 * @param name the column's name
 * @param bytes the field that holds the bytes if the column is a struct; null if the column itself
 *     does, or if the struct holds paths only
 * @param path the field of the struct that holds a path; null if there is none
 */
record ImageColumn(String name, String bytes, String path) implements Serializable {
  /** The column, with the fields that are needed. */
  Type projection(MessageType schema) {
    if (isPlain()) {
      return schema.getType(name);
    }
    GroupType struct = schema.getType(name).asGroupType();
    return struct.withNewFields(
        Stream.of(bytes, path).filter(Objects::nonNull).map(struct::getType).toList());
  }

  private boolean isPlain() {
    return bytes == null && path == null;
  }

  /** Total size of the encoded images of a row group in bytes. */
  long bytesOf(BlockMetaData group) {
    if (bytes == null && path != null) {
      return 0;
    }
    String[] leaf = isPlain() ? new String[] {name} : new String[] {name, bytes};
    for (ColumnChunkMetaData column : group.getColumns()) {
      if (Arrays.equals(column.getPath().toArray(), leaf)) {
        return column.getTotalUncompressedSize();
      }
    }
    return 0;
  }

  /** The encoded image in a row, or null. */
  byte[] bytes(Group row) {
    if (row.getFieldRepetitionCount(name) == 0 || (bytes == null && path != null)) {
      return null;
    }
    if (isPlain()) {
      return row.getBinary(name, 0).getBytes();
    }
    Group struct = row.getGroup(name, 0);
    return struct.getFieldRepetitionCount(bytes) == 0
        ? null
        : struct.getBinary(bytes, 0).getBytes();
  }

  /** The path in a row, or an empty text. */
  String path(Group row) {
    if (path == null || row.getFieldRepetitionCount(name) == 0) {
      return "";
    }
    Group struct = row.getGroup(name, 0);
    return struct.getFieldRepetitionCount(path) == 0 ? "" : struct.getString(path, 0);
  }
}
