package io.anchorage.jobs.table.shard;

import io.anchorage.jobs.storage.StorageErrors;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.storage.StoredParquet;
import io.anchorage.jobs.table.manifest.ShardFile;
import io.anchorage.jobs.table.manifest.TableLayout;
import io.anchorage.jobs.table.rows.RowSchema;
import io.anchorage.jobs.table.rows.RowValues;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/**
 * Iterates over a table's rows, file by file in the order of the manifest. It holds an open file
 * and must be closed.
 *
 * @param <T> the type into which rows are converted
 */
public final class ShardScan<T> implements Iterator<T>, AutoCloseable {
  private final StorageFolder files;
  private final Iterator<ShardFile> rest;
  private final MessageType columns;
  private final FilterCompat.Filter filter;
  private final Function<RowValues, T> make;
  private String path;
  private RowSource reader;
  private RowValues next;

  public ShardScan(
      StorageFolder files,
      List<ShardFile> shards,
      RowSchema<?> columns,
      FilterCompat.Filter filter,
      Function<RowValues, T> make) {
    this.files = files;
    this.rest = shards.iterator();
    this.columns = columns.parquet();
    this.filter = filter;
    this.make = make;
  }

  /**
   * Tests whether there is another row.
   *
   * @throws io.anchorage.UserException if a listed file is missing or damaged
   */
  @Override
  public boolean hasNext() {
    try {
      while (next == null && (reader != null || rest.hasNext())) {
        if (reader == null) {
          path = rest.next().path();
          reader = open(new ListedFile(files, path));
        }
        next = reader.read();
        if (next == null) {
          close();
        }
      }
      return next != null;
    } catch (IOException | RuntimeException | FSError e) {
      throw StorageErrors.reading(files.shown(path), e);
    }
  }

  private RowSource open(InputFile file) throws IOException {
    if (filter == FilterCompat.NOOP) {
      Optional<RowSource> rows = ColumnwiseRows.open(file, columns);
      if (rows.isPresent()) {
        return rows.get();
      }
    }
    return new Records(new Builder(file, columns).withFilter(filter).build());
  }

  /** Rows that Parquet puts together, for filters and for files of unusual forms. */
  private record Records(ParquetReader<RowValues> reader) implements RowSource {
    @Override
    public RowValues read() throws IOException {
      return reader.read();
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  /**
   * Returns the next row.
   *
   * @throws io.anchorage.UserException if it holds values that no row can have, such as a height
   *     below 1: the file is damaged
   */
  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    RowValues row = next;
    next = null;
    try {
      return make.apply(row);
    } catch (IllegalArgumentException e) {
      throw StorageErrors.reading(files.shown(path), e);
    }
  }

  @Override
  public void close() {
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException e) {
      throw StorageErrors.reading(files.shown(path), e);
    } finally {
      reader = null;
    }
  }

  /** A file that the manifest listed when it was read, though it may have left the table since. */
  private record ListedFile(StorageFolder files, String path) implements InputFile {
    @Override
    public long getLength() throws IOException {
      try {
        return files.size(path);
      } catch (FileNotFoundException e) {
        return files.size(left(e));
      }
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
      try {
        return new StoredParquet(files, path).newStream();
      } catch (FileNotFoundException e) {
        return new StoredParquet(files, left(e)).newStream();
      }
    }

    private String left(FileNotFoundException missing) throws FileNotFoundException {
      String unlisted = TableLayout.unlisted(path);
      if (!files.exists(unlisted)) {
        throw missing;
      }
      return unlisted;
    }
  }

  private static final class Builder extends ParquetReader.Builder<RowValues> {
    private final MessageType columns;

    Builder(InputFile file, MessageType columns) {
      super(file);
      this.columns = columns;
      withConf(new Configuration(false));
    }

    @Override
    protected ReadSupport<RowValues> getReadSupport() {
      return new RowReadSupport(columns);
    }
  }
}
