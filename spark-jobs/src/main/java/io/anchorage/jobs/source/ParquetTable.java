package io.anchorage.jobs.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.ErrorText;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * One Parquet file of encoded images in Hugging Face's layout, as described by its footer.
 *
 * @param file what its name says
 * @param image name of the image column, a struct with {@code bytes}
 * @param label name of the label column, or null if there is none
 * @param names class names by class number, from Hugging Face's metadata; empty if there are none
 * @param groups row groups in the file's order
 */
record ParquetTable(
    ParquetFile file, String image, String label, List<String> names, List<RowGroup> groups)
    implements Serializable {
  /**
   * One row group.
   *
   * @param rows number of rows
   * @param imageBytes total size of its encoded images in bytes
   */
  record RowGroup(long rows, long imageBytes) implements Serializable {}

  static final String BYTES = "bytes";
  private static final String METADATA = "huggingface";
  private static final List<String> LABELS = List.of("label", "labels");

  static ParquetTable open(Configuration hadoop, ParquetFile file) {
    String location = file.location();
    Path path = new Path(location);
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
      ParquetMetadata footer = reader.getFooter();
      MessageType schema = footer.getFileMetaData().getSchema();
      String image = imageColumn(schema, location);
      String label = labelColumn(schema);
      return new ParquetTable(
          file,
          image,
          label,
          names(footer.getFileMetaData().getKeyValueMetaData().get(METADATA), label),
          footer.getBlocks().stream()
              .map(group -> new RowGroup(group.getRowCount(), imageBytes(group, image)))
              .toList());
    } catch (IOException | ParquetDecodingException | IllegalArgumentException e) {
      throw new UserException(
          Kind.INPUT,
          "Parquet file cannot be read: %s (%s)".formatted(location, ErrorText.line(e)),
          e);
    } catch (RuntimeException e) {
      if (e instanceof UserException) {
        throw e;
      }
      throw new UserException(
          Kind.INPUT, "Not a Parquet file: %s (%s)".formatted(location, ErrorText.line(e)), e);
    }
  }

  private static String imageColumn(MessageType schema, String location) {
    List<String> found = new ArrayList<>();
    for (Type column : schema.getFields()) {
      if (!column.isPrimitive() && holdsBytes(column.asGroupType())) {
        found.add(column.getName());
      }
    }
    if (found.contains("image")) {
      return "image";
    }
    if (found.size() != 1) {
      throw new UserException(
          Kind.INPUT,
          "Parquet file %s has no image column: looked for image: struct<bytes, path>, found the columns %s"
              .formatted(
                  location,
                  String.join(", ", schema.getFields().stream().map(Type::getName).toList())));
    }
    return found.get(0);
  }

  private static boolean holdsBytes(GroupType group) {
    return !group.isRepetition(Type.Repetition.REPEATED)
        && group.containsField(BYTES)
        && group.getType(BYTES).isPrimitive()
        && group.getType(BYTES).asPrimitiveType().getPrimitiveTypeName()
            == PrimitiveTypeName.BINARY;
  }

  private static String labelColumn(MessageType schema) {
    for (String name : LABELS) {
      if (schema.containsField(name)
          && schema.getType(name).isPrimitive()
          && !schema.getType(name).isRepetition(Type.Repetition.REPEATED)) {
        return name;
      }
    }
    return null;
  }

  private static long imageBytes(BlockMetaData group, String image) {
    for (ColumnChunkMetaData column : group.getColumns()) {
      if (Arrays.equals(column.getPath().toArray(), new String[] {image, BYTES})) {
        return column.getTotalUncompressedSize();
      }
    }
    return 0;
  }

  /**
   * The class names of {@code ClassLabel} in {@code {"info": {"features": {label: {"names":
   * [...]}}}}}.
   */
  private static List<String> names(String metadata, String label) {
    if (metadata == null || label == null) {
      return List.of();
    }
    try {
      JsonNode feature =
          JsonMapper.builder().build().readTree(metadata).path("info").path("features").path(label);
      List<String> names = new ArrayList<>();
      feature.path("names").forEach(name -> names.add(name.asText()));
      return List.copyOf(names);
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  String location() {
    return file.location();
  }

  long count() {
    return groups.stream().mapToLong(RowGroup::rows).sum();
  }

  /** Mean size in bytes of an image in the row group that holds a row. */
  double bytesOfImage(long row) {
    long first = 0;
    for (RowGroup group : groups) {
      first += group.rows();
      if (row < first) {
        return (double) group.imageBytes() / group.rows();
      }
    }
    throw new IndexOutOfBoundsException("Row " + row + " of " + first);
  }
}
