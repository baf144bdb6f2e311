package io.anchorage.jobs.table.shard;

import io.anchorage.jobs.storage.StorageErrors;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.ShardFile;
import io.anchorage.jobs.table.manifest.TableLayout;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldRow;
import java.io.IOException;
import java.util.UUID;

/**
 * Writes one shard: a file of fields and a file of failures, each created when its first row
 * arrives. They have names that no reader takes for data until the driver has published the result
 * of {@link #finish}. Not thread-safe.
 *
 * <p>Used on executors: {@code try (ShardWriter writer = ShardWriter.open(format, name)) { ...;
 * return writer.finish(); }}. If closed without a finish, it removes its files.
 *
 * <p>The same rows in the same order give the same bytes.
 */
public final class ShardWriter implements AutoCloseable {
  private static final int ATTEMPT_DIGITS = 8;

  private final ShardFormat format;
  private final String name;
  private final String file;
  private ParquetFileWriting<FieldRow> fields;
  private ParquetFileWriting<FailureRow> failures;
  private boolean finished;

  private ShardWriter(ShardFormat format, String name) {
    this.format = format;
    this.name = name;
    this.file = name + "-" + UUID.randomUUID().toString().substring(0, ATTEMPT_DIGITS) + ".parquet";
  }

  /**
   * Begins a shard.
   *
   * @param name unique in the table; letters, digits, {@code -}, {@code _} and {@code .}.
   *     Concurrent attempts at the same shard do not interfere: each has its own files
   */
  public static ShardWriter open(ShardFormat format, String name) {
    if (!TableLayout.isShardName(name)) {
      throw new IllegalArgumentException("Shard name must be a plain file name: " + name);
    }
    return new ShardWriter(format, name);
  }

  /**
   * Adds a field.
   *
   * @throws io.anchorage.UserException if the table cannot be written
   */
  public void write(FieldRow row) {
    try {
      if (fields == null) {
        fields =
            new ParquetFileWriting<>(
                format.files(),
                TableLayout.FIELDS + "/" + file,
                format.fields(),
                format.metadata());
      }
      fields.write(row.summary().id(), row);
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
  }

  /**
   * Adds a failure.
   *
   * @throws io.anchorage.UserException if the table cannot be written
   */
  public void write(FailureRow row) {
    try {
      if (failures == null) {
        failures =
            new ParquetFileWriting<>(
                format.files(),
                TableLayout.FAILURES + "/" + file,
                format.failures(),
                format.metadata());
      }
      failures.write(row.id(), row);
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
  }

  /**
   * Finishes the shard and checks the stored files.
   *
   * @throws io.anchorage.UserException if the table cannot be written
   */
  public ShardEntry finish() {
    try {
      ShardFile fieldFile = fields == null ? null : fields.finish();
      ShardFile failureFile = failures == null ? null : failures.finish();
      finished = true;
      return new ShardEntry(name, fieldFile, failureFile);
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
  }

  /**
   * Converts an error: Parquet wraps some storage errors, while others are errors of the caller.
   */
  private RuntimeException failed(Exception error) {
    close();
    if (error instanceof RuntimeException fault && !StorageErrors.isOfStorage(error)) {
      return fault;
    }
    return StorageErrors.writing(format.files().shown(TableLayout.FIELDS + "/" + file), error);
  }

  @Override
  public void close() {
    if (finished) {
      return;
    }
    finished = true;
    if (fields != null) {
      fields.abandon();
    }
    if (failures != null) {
      failures.abandon();
    }
  }
}
