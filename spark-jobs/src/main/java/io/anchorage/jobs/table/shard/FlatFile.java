package io.anchorage.jobs.table.shard;

import io.anchorage.jobs.storage.StorageErrors;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.TableLayout;
import io.anchorage.jobs.table.rows.RowColumn;
import io.anchorage.jobs.table.rows.RowSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A Parquet file of rows that is not part of a field table, such as metrics or predictions. It gets
 * its name when it is finished, so that a pattern such as {@code *.parquet} matches whole files
 * only.
 *
 * @param <R> type of the rows
 */
public final class FlatFile<R> implements AutoCloseable {
  private final StorageFolder files;
  private final String name;
  private ParquetFileWriting<R> file;

  private FlatFile(StorageFolder files, String name, ParquetFileWriting<R> file) {
    this.files = files;
    this.name = name;
    this.file = file;
  }

  /**
   * Begins a file; no file of that name may exist.
   *
   * @throws io.anchorage.UserException of kind OUTPUT if it cannot be written
   */
  public static <R> FlatFile<R> create(
      StorageFolder files, String name, List<RowColumn<R, ?>> columns) {
    try {
      return new FlatFile<>(
          files,
          name,
          new ParquetFileWriting<>(files, name, new RowSchema<>("row", columns), Map.of()));
    } catch (IOException e) {
      throw StorageErrors.writing(files.shown(name), e);
    }
  }

  /** Adds a row. */
  public void write(R row) {
    try {
      file.write("", row);
    } catch (IOException e) {
      throw StorageErrors.writing(files.shown(name), e);
    }
  }

  /** Finishes the file. */
  public void finish() {
    try {
      file.finish();
      files.rename(TableLayout.unlisted(name), name);
      file = null;
    } catch (IOException e) {
      throw StorageErrors.writing(files.shown(name), e);
    }
  }

  /** Removes the file unless it was finished. */
  @Override
  public void close() {
    if (file != null) {
      file.abandon();
      file = null;
    }
  }
}
