package io.anchorage.jobs.source.parquet;

import io.anchorage.jobs.source.Datasets;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.Pictures;
import io.anchorage.jobs.source.SourceImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet tables of small images for tests. */
public final class Tables {
  /** A column of images as Hugging Face has it. */
  public static final String IMAGE =
      "optional group image { optional binary bytes; optional binary path (UTF8); } ";

  private Tables() {}

  public static MessageType schema(String columns) {
    return MessageTypeParser.parseMessageType("message schema { " + columns + " }");
  }

  /** Hugging Face's metadata for a label column of these classes. */
  public static String classLabel(String column, String... names) {
    return "{\"info\": {\"features\": {\""
        + column
        + "\": {\"_type\": \"ClassLabel\", \"names\": [\""
        + String.join("\", \"", names)
        + "\"]}}}}";
  }

  /** Writes rows of {@link #IMAGE}, a picture each, and what {@code fill} adds. */
  public static void images(
      Path file, String columns, String metadata, int rows, BiConsumer<Group, Integer> fill)
      throws IOException {
    MessageType schema = schema(IMAGE + columns);
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Group row = new SimpleGroupFactory(schema).newGroup();
      row.addGroup("image").append("bytes", picture(i)).append("path", i + ".png");
      fill.accept(row, i);
      groups.add(row);
    }
    write(file, schema, metadata, groups);
  }

  /** Writes rows of any columns, filled by {@code fill}. */
  public static void rows(Path file, String columns, int rows, BiConsumer<Group, Integer> fill)
      throws IOException {
    MessageType schema = schema(columns);
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Group row = new SimpleGroupFactory(schema).newGroup();
      fill.accept(row, i);
      groups.add(row);
    }
    write(file, schema, null, groups);
  }

  public static Binary picture(int seed) {
    return Binary.fromConstantByteArray(Pictures.png(6, 5, seed));
  }

  /** Row groups are of about a hundred pictures. */
  public static void write(Path file, MessageType schema, String metadata, List<Group> rows)
      throws IOException {
    Files.createDirectories(file.getParent());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toString()))
            .withType(schema)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withExtraMetaData(metadata == null ? Map.of() : Map.of("huggingface", metadata))
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withRowGroupSize(4096L)
            .withMinRowCountForPageSizeCheck(50)
            .withMaxRowCountForPageSizeCheck(50)
            .build()) {
      for (Group row : rows) {
        writer.write(row);
      }
    }
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }

  /** The labels of all images of a dataset in its order, such as {@code 1 dog}. */
  public static List<String> labels(ImageSource source) {
    return Datasets.read(Datasets.sent(source), Datasets.items(source)).stream()
        .map(
            image ->
                image instanceof SourceImage.Decoded decoded
                    ? (decoded.label() + " " + decoded.labelName()).strip()
                    : Datasets.describe(image))
        .toList();
  }

  /** The findings in words, such as {@code found: splits: train 9}. */
  public static List<String> findings(ImageSource source) {
    return source.findings().stream()
        .map(finding -> finding.kind().words() + ": " + finding.text())
        .toList();
  }
}
