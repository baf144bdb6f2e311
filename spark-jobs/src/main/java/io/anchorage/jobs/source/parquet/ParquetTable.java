package io.anchorage.jobs.source.parquet;

import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.source.Encoded;
import io.anchorage.jobs.source.Finding;
import io.anchorage.jobs.storage.HadoopFiles;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * One Parquet file of encoded images, as described by its footer.
 *
 * @param file what its name says
 * @param image the column of images
 * @param label the column of labels, or null if there is none
 * @param groups row groups in the file's order
 */
record ParquetTable(ParquetFile file, ImageColumn image, LabelColumn label, List<RowGroup> groups)
    implements Serializable {
  /** No encoded image is as small as this. */
  private static final int LEAST_BYTES = 24;

  /** What a row group of the column takes beside its rows' bytes. */
  private static final int GROUP_BYTES = 256;

  /**
   * One row group.
   *
   * @param rows number of rows
   * @param imageBytes total size of its encoded images in bytes
   */
  record RowGroup(long rows, long imageBytes) implements Serializable {}

  /**
   * Opens a file and chooses its columns.
   *
   * @param findings takes what was guessed
   * @throws io.anchorage.UserException if it cannot be read or has no column of images
   */
  static ParquetTable open(
      HadoopFiles files, ParquetFile file, SourceConfig config, Set<Finding> findings) {
    String location = file.location();
    try (ParquetFileReader reader = ParquetInput.open(files, location)) {
      ParquetMetadata footer = reader.getFooter();
      FileMetaData metadata = footer.getFileMetaData();
      MessageType schema = metadata.getSchema();
      List<BlockMetaData> blocks = footer.getBlocks();
      if (!blocks.isEmpty()) {
        ParquetInput.requireCodecs(files, location, blocks.get(0));
      }
      ImageColumn image = image(new ParquetRows(reader, location), config, findings);
      LabelColumn label =
          new LabelColumns(
                  schema, Features.of(metadata.getKeyValueMetaData()), image, file, findings)
              .choose(config);
      List<RowGroup> groups =
          blocks.stream()
              .map(block -> new RowGroup(block.getRowCount(), image.bytesOf(block)))
              .toList();
      return new ParquetTable(file, image, label, groups);
    } catch (IOException | RuntimeException e) {
      throw ParquetInput.unreadable(files, location, e);
    }
  }

  private static ImageColumn image(ParquetRows rows, SourceConfig config, Set<Finding> findings)
      throws IOException {
    ImageColumns columns =
        new ImageColumns(rows.schema(), rows.location(), column -> holdsImages(rows, column));
    return config.imageColumn().isEmpty()
        ? columns.recognised(findings)
        : columns.named(config.imageColumn());
  }

  private static boolean holdsImages(ParquetRows rows, ImageColumn column) throws IOException {
    rows.select(column, null);
    return rows.count() > 0 && Encoded.isImage(column.bytes(rows.at(0)));
  }

  /**
   * The same table with its class names from a pool of lists.
   *
   * @param pool lists by their contents; a new one is added
   */
  ParquetTable withNames(Map<List<String>, List<String>> pool) {
    if (label == null) {
      return this;
    }
    List<String> names = pool.computeIfAbsent(label.names(), list -> list);
    return new ParquetTable(file, image, label.withNames(names), groups);
  }

  String location() {
    return file.location();
  }

  /** The split that its name gives, or another if it gives none. */
  String splitOr(String undecided) {
    return file.split() == null ? undecided : file.split();
  }

  long count() {
    return groups.stream().mapToLong(RowGroup::rows).sum();
  }

  /** Whether its rows are so small that they may hold no images, but paths at most. */
  boolean maybeWithoutBytes() {
    long bytes = groups.stream().mapToLong(RowGroup::imageBytes).sum();
    return count() > 0 && bytes < LEAST_BYTES * count() + (long) GROUP_BYTES * groups.size();
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
