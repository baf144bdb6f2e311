package io.anchorage.jobs.table;

import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.Sha256;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.storage.StoredParquet;
import io.anchorage.jobs.table.manifest.ShardFile;
import io.anchorage.jobs.table.manifest.TableLayout;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.apache.parquet.hadoop.ParquetFileReader;

/** Compares a table's files with what its manifest says of them: size, checksum, number of rows. */
public final class FileCheck {
  /** Where files are checked: here one after the other, or by many machines at once. */
  @FunctionalInterface
  public interface Checks {
    /**
     * Checks files.
     *
     * @return what is wrong with each, in words; empty text if nothing is
     * @throws InterruptedException if the caller is told to stop
     */
    List<String> of(List<ShardFile> checked) throws InterruptedException;
  }

  private final StorageFolder files;

  public FileCheck(StorageFolder files) {
    this.files = files;
  }

  /** Checks files one after the other; see {@link Checks}. */
  public List<String> problems(List<ShardFile> checked) {
    return checked.stream().map(file -> problem(file).orElse("")).toList();
  }

  /** What is wrong with a file, in words; empty if nothing is. */
  Optional<String> problem(ShardFile file) {
    try {
      long bytes = files.size(file.path());
      if (bytes != file.bytes()) {
        return Optional.of(
            "%s has %d bytes but the manifest says %d".formatted(file.path(), bytes, file.bytes()));
      }
      String sha256 = hash(file);
      if (!sha256.equals(file.sha256())) {
        return Optional.of(
            "%s has SHA-256 %s but the manifest says %s"
                .formatted(
                    file.path(),
                    TableLayout.shortHash(sha256),
                    TableLayout.shortHash(file.sha256())));
      }
      return count(file);
    } catch (FileNotFoundException e) {
      return Optional.of(file.path() + " is missing");
    } catch (IOException | RuntimeException | FSError e) {
      return Optional.of(file.path() + " cannot be read: " + ErrorText.firstLine(e));
    }
  }

  private String hash(ShardFile file) throws IOException {
    try (InputStream in = files.open(file.path())) {
      return Sha256.of(in);
    }
  }

  private Optional<String> count(ShardFile file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new StoredParquet(files, file.path()))) {
      return reader.getRecordCount() == file.rows()
          ? Optional.empty()
          : Optional.of(
              "%s has %d rows but the manifest says %d"
                  .formatted(file.path(), reader.getRecordCount(), file.rows()));
    }
  }
}
