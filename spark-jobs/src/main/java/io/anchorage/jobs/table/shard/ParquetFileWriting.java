package io.anchorage.jobs.table.shard;

import io.anchorage.jobs.storage.HashingOutput;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.storage.StoredParquet;
import io.anchorage.jobs.table.manifest.ShardFile;
import io.anchorage.jobs.table.manifest.TableLayout;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.RowSchema;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A Parquet file being written: under a name that readers of data pass over, hashed as it is
 * written, and checked before it is reported.
 *
 * <p>Only encodings that every reader supports are used: version 1 data pages, zstd, no dictionary
 * on floating-point columns (whose values rarely repeat), no byte-stream-split.
 *
 * @param <T> type of the rows
 */
final class ParquetFileWriting<T> {
  private static final long ROW_GROUP_BYTES = 32L << 20;
  private static final int PAGE_BYTES = 1 << 20;

  private final StorageFolder files;
  private final String path;
  private final String unlisted;
  private HashingOutput output;
  private ParquetWriter<T> writer;
  private long rows;
  private String minId;
  private String maxId;

  /**
   * Begins a file.
   *
   * @param path the path that the file will have as data
   * @param metadata the file's key-value metadata
   */
  ParquetFileWriting(
      StorageFolder files, String path, RowSchema<T> schema, Map<String, String> metadata)
      throws IOException {
    this.files = files;
    this.path = path;
    this.unlisted = TableLayout.unlisted(path);
    Builder<T> builder =
        new Builder<>(new Target(), new RowWriteSupport<>(schema, metadata))
            .withConf(new Configuration(false))
            .withWriterVersion(WriterVersion.PARQUET_1_0)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withPageSize(PAGE_BYTES)
            // A row may be megabytes: check the sizes after each, not after the first hundred.
            .withMinRowCountForPageSizeCheck(1)
            .withDictionaryEncoding(true);
    for (var column : schema.parquet().getColumns()) {
      PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
      if (type == PrimitiveTypeName.FLOAT || type == PrimitiveTypeName.DOUBLE) {
        builder.withDictionaryEncoding(String.join(".", column.getPath()), false);
      }
    }
    this.writer = builder.build();
  }

  void write(String id, T row) throws IOException {
    writer.write(row);
    rows++;
    minId = minId == null || FieldKey.compareIds(id, minId) < 0 ? id : minId;
    maxId = maxId == null || FieldKey.compareIds(id, maxId) > 0 ? id : maxId;
  }

  /**
   * Finishes the file and reads its footer back. It keeps the name {@link TableLayout#unlisted}.
   *
   * @return the file as it will be listed, with the path that it will have as data
   */
  ShardFile finish() throws IOException {
    writer.close();
    writer = null;
    long bytes = output.getPos();
    long stored = files.size(unlisted);
    if (stored != bytes) {
      throw new IOException("%d bytes were written but %d are stored".formatted(bytes, stored));
    }
    try (ParquetFileReader reader = ParquetFileReader.open(new StoredParquet(files, unlisted))) {
      if (reader.getRecordCount() != rows) {
        throw new IOException(
            "%d rows were written but the file holds %d".formatted(rows, reader.getRecordCount()));
      }
    }
    return new ShardFile(path, rows, bytes, output.sha256(), minId, maxId);
  }

  /** Abandons the file: frees its resources and removes it. Has no effect after a finish. */
  void abandon() {
    close(writer);
    close(output);
    writer = null;
    files.deleteQuietly(unlisted);
  }

  private static void close(AutoCloseable resource) {
    try {
      if (resource != null) {
        resource.close();
      }
    } catch (Exception e) {
      // The error that led here is the one to report.
    }
  }

  /** The output path, as Parquet sees it. */
  private final class Target implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSize) throws IOException {
      output = new HashingOutput(files.create(unlisted));
      return output;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
      return create(blockSize);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }

    @Override
    public String getPath() {
      return files.shown(unlisted);
    }
  }

  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final WriteSupport<T> support;

    Builder(OutputFile file, WriteSupport<T> support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @SuppressWarnings("deprecation") // Abstract all the same.
    @Override
    protected WriteSupport<T> getWriteSupport(Configuration settings) {
      return support;
    }
  }
}
