package io.anchorage.jobs.source.parquet;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.source.KnownFile;
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.HadoopFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A Parquet file under any Hadoop path. Local files are read without Hadoop's checksum files: one
 * that is out of date would refuse a sound table, and none can be named for a table with a colon in
 * its name.
 */
final class ParquetInput implements InputFile {
  private static final String MAGIC = "PAR1";

  private final HadoopFiles files;
  private final String location;

  private ParquetInput(HadoopFiles files, String location) {
    this.files = files;
    this.location = location;
  }

  static ParquetFileReader open(HadoopFiles files, String location) throws IOException {
    return ParquetFileReader.open(new ParquetInput(files, location), options(files));
  }

  private static ParquetReadOptions options(HadoopFiles files) {
    return HadoopReadOptions.builder(files.configuration()).build();
  }

  @Override
  public long getLength() throws IOException {
    return files.length(location);
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    return HadoopStreams.wrap(files.open(location));
  }

  @Override
  public String toString() {
    return location;
  }

  /** Refuses a row group whose columns are compressed in a way that cannot be undone here. */
  static void requireCodecs(HadoopFiles files, String location, BlockMetaData group) {
    CompressionCodecFactory codecs = options(files).getCodecFactory();
    try {
      for (ColumnChunkMetaData column : group.getColumns()) {
        try {
          codecs.getDecompressor(column.getCodec());
        } catch (RuntimeException | LinkageError e) {
          throw new UserException(
              Kind.INPUT,
              "Parquet file %s is compressed with %s, which cannot be read here: write it with zstd, snappy or gzip"
                  .formatted(location, column.getCodec().name().toLowerCase(Locale.ROOT)),
              e);
        }
      }
    } finally {
      codecs.release();
    }
  }

  /** What is said of a file that cannot be opened. */
  static UserException unreadable(HadoopFiles files, String location, Exception error) {
    if (error instanceof UserException told) {
      return told;
    }
    if (error instanceof ParquetCryptoRuntimeException) {
      return new UserException(
          Kind.INPUT,
          "Parquet file %s is encrypted: write it without encryption".formatted(location),
          error);
    }
    byte[] head = head(files, location);
    if (new String(head, StandardCharsets.ISO_8859_1).startsWith(MAGIC)) {
      return new UserException(
          Kind.INPUT,
          "Parquet file %s is damaged or cut off: load or write it again (%s)"
              .formatted(location, ErrorText.line(error)),
          error);
    }
    Optional<KnownFile> other = KnownFile.byContent(head);
    if (other.isPresent()) {
      return new UserException(
          Kind.INPUT,
          "Not a Parquet file: %s is %s: %s"
              .formatted(location, other.get().what(), other.get().advice()),
          error);
    }
    return new UserException(
        Kind.INPUT,
        (error instanceof RuntimeException
                ? "Not a Parquet file: %s (%s)"
                : "Parquet file cannot be read: %s (%s)")
            .formatted(location, ErrorText.line(error)),
        error);
  }

  private static byte[] head(HadoopFiles files, String location) {
    try (InputStream in = files.open(location)) {
      return in.readNBytes(KnownFile.HEAD_BYTES);
    } catch (IOException e) {
      return new byte[0];
    }
  }
}
