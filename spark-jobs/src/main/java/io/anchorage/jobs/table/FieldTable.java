package io.anchorage.jobs.table;

import static org.apache.parquet.filter2.predicate.FilterApi.binaryColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.eq;
import static org.apache.parquet.filter2.predicate.FilterApi.in;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.field.Column;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.Sha256;
import io.anchorage.jobs.storage.StorageErrors;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.Compatibility;
import io.anchorage.jobs.table.manifest.Manifest;
import io.anchorage.jobs.table.manifest.ManifestStore;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.ShardFile;
import io.anchorage.jobs.table.manifest.SharedFile;
import io.anchorage.jobs.table.manifest.TableLayout;
import io.anchorage.jobs.table.rows.FailureColumns;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldColumns;
import io.anchorage.jobs.table.rows.FieldInput;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.rows.FieldNumbers;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.io.api.Binary;

/**
 * A field table open for reading: what its manifest listed when it was opened, unaffected by a job
 * that adds to the table meanwhile. Thread-safe; its scans are not.
 *
 * <p>Over 300 lines, because it is where all readers of tables ask, with a few lines a question.
 */
public final class FieldTable {
  private final StorageFolder files;
  private final Manifest manifest;

  private FieldTable(StorageFolder files, Manifest manifest) {
    this.files = files;
    this.manifest = manifest;
  }

  /**
   * Opens a table.
   *
   * @throws UserException if there is no table, or its manifest is damaged or of a newer format
   */
  public static FieldTable open(StorageFolder files) {
    return new FieldTable(files, ManifestStore.read(files));
  }

  /** A table as a given manifest describes it. */
  static FieldTable of(StorageFolder files, Manifest manifest) {
    return new FieldTable(files, manifest);
  }

  public StorageFolder files() {
    return files;
  }

  public Manifest manifest() {
    return manifest;
  }

  /** Scans all rows with their parameters, in the order of the manifest. */
  public ShardScan<FieldRow> rows() {
    return rows(fieldFiles());
  }

  /** Returns the number of files of fields; a cluster reads one per task. */
  public int parts() {
    return fieldFiles().size();
  }

  /**
   * Scans the rows of one file.
   *
   * @param part 0 .. {@link #parts} - 1, in the order of the files' first ids, regardless of the
   *     order in which they were written
   */
  public ShardScan<FieldRow> part(int part) {
    List<ShardFile> ordered = new ArrayList<>(fieldFiles());
    ordered.sort(
        Comparator.comparing(ShardFile::minId, FieldKey::compareIds)
            .thenComparing(ShardFile::path));
    return rows(ordered.subList(part, part + 1));
  }

  /** Scans the rows of one of the table's shards; the shard must have fields. */
  public ShardScan<FieldRow> rows(ShardEntry shard) {
    return rows(List.of(shard.fields()));
  }

  /** Scans the failures of one of the table's shards; the shard must have failures. */
  public ShardScan<FailureRow> failures(ShardEntry shard) {
    return failures(List.of(shard.failures()));
  }

  /** Scans all rows without their parameters, in the order of the manifest. */
  public ShardScan<FieldSummary> summaries() {
    return new ShardScan<>(
        files, fieldFiles(), FieldColumns.ofSummary(), FilterCompat.NOOP, FieldColumns::summary);
  }

  /**
   * Scans one column of float lists over all fields, without the other columns, in the order of the
   * manifest.
   *
   * @param column one of the manifest's columns
   */
  public ShardScan<FieldNumbers> numbers(String column) {
    return new ShardScan<>(
        files,
        fieldFiles(),
        FieldColumns.ofNumbers(column),
        FilterCompat.NOOP,
        row -> FieldColumns.numbers(column, row));
  }

  /** Scans all failures, in the order of the manifest. */
  public ShardScan<FailureRow> failures() {
    return failures(failureFiles());
  }

  ShardScan<FailureRow> failures(List<ShardFile> shards) {
    return new ShardScan<>(
        files, shards, FailureColumns.all(), FilterCompat.NOOP, FailureColumns::row);
  }

  /** Scans the keys of all fields, in the order of the manifest. */
  public ShardScan<FieldKey> keys() {
    return keys(fieldFiles());
  }

  /** Returns the keys of one shard's fields and failures. */
  public List<FieldKey> keys(ShardEntry shard) {
    List<FieldKey> found = new ArrayList<>();
    for (ShardFile file : Arrays.asList(shard.fields(), shard.failures())) {
      if (file != null) {
        try (ShardScan<FieldKey> scan = keys(List.of(file))) {
          scan.forEachRemaining(found::add);
        }
      }
    }
    return found;
  }

  /** Returns the fields of one image, ordered by repeat; empty if the table has none. */
  public List<FieldRow> find(String id) {
    List<ShardFile> candidates = fieldFiles().stream().filter(file -> file.mayHold(id)).toList();
    FilterCompat.Filter filter =
        FilterCompat.get(eq(binaryColumn(FieldColumns.id()), Binary.fromString(id)));
    List<FieldRow> found = new ArrayList<>();
    try (ShardScan<FieldRow> scan = rows(candidates, filter)) {
      scan.forEachRemaining(found::add);
    }
    found.sort((a, b) -> a.key().compareTo(b.key()));
    return found;
  }

  /**
   * Returns some fields, with one scan of the files that may hold them.
   *
   * @return those that the table has, in the order of their keys
   */
  public List<FieldRow> find(Collection<FieldKey> keys) {
    Set<FieldKey> wanted = new TreeSet<>(keys);
    if (wanted.isEmpty()) {
      return List.of();
    }
    Set<Binary> ids = new HashSet<>();
    wanted.forEach(key -> ids.add(Binary.fromString(key.id())));
    List<ShardFile> candidates =
        fieldFiles().stream()
            .filter(file -> wanted.stream().anyMatch(key -> file.mayHold(key.id())))
            .toList();
    List<FieldRow> found = new ArrayList<>();
    try (ShardScan<FieldRow> scan =
        rows(candidates, FilterCompat.get(in(binaryColumn(FieldColumns.id()), ids)))) {
      while (scan.hasNext()) {
        FieldRow row = scan.next();
        if (wanted.contains(row.key())) {
          found.add(row);
        }
      }
    }
    found.sort(Comparator.comparing(FieldRow::key));
    return found;
  }

  /** Returns the fields that are described, which the table must have, in the same order. */
  public List<FieldRow> findInOrder(List<FieldSummary> described) {
    Map<FieldKey, FieldRow> found = new HashMap<>();
    find(described.stream().map(FieldSummary::key).toList())
        .forEach(row -> found.put(row.key(), row));
    return described.stream().map(summary -> found.get(summary.key())).toList();
  }

  /** Returns the images that the table holds, which a resumed job need not fit again. */
  public TableImages images() {
    return TableImages.of(this);
  }

  /**
   * Returns the SHA-256 of all parameters as little-endian 32-bit floats, in hexadecimal. Fields
   * are hashed in the order of (id, repeat), and the parameter columns of a field in the manifest's
   * order. Two tables have the same hash if and only if they hold the same fields.
   */
  public String parametersSha256() {
    return ParametersHash.of(this);
  }

  /**
   * Returns the content of the file of shared parameters.
   *
   * @return the content; null if the table has no such file
   * @throws UserException if the file is missing or is not the one named by the manifest
   */
  public byte[] sharedParameters() {
    SharedFile shared = manifest.shared();
    if (shared == null) {
      return null;
    }
    try {
      byte[] content = files.read(shared.path());
      String actual = Sha256.of(content);
      if (!actual.equals(shared.sha256())) {
        throw new UserException(
            Kind.INPUT,
            "%s has SHA-256 %s but the manifest says %s; put back the %s that the table was made with"
                .formatted(
                    files.shown(shared.path()),
                    TableLayout.shortHash(actual),
                    TableLayout.shortHash(shared.sha256()),
                    shared.kind()));
      }
      return content;
    } catch (IOException e) {
      throw StorageErrors.reading(files.shown(shared.path()), e);
    }
  }

  /**
   * Checks that a job may add to the table; {@link TablePublisher#reopen} checks again.
   *
   * @param recipe the job's effective recipe as JSON values
   * @throws UserException if the table was made with another recipe, or by a newer Anchorage
   */
  public void requireRecipe(Map<String, Object> recipe) {
    Compatibility.require(files, manifest, Json.tree(recipe));
  }

  /**
   * Checks that shared parameters given by the user are the table's.
   *
   * @param where the file in which they were given
   * @param content that file's content
   * @throws UserException if they differ from the table's
   */
  public void requireShared(String where, byte[] content) {
    Compatibility.requireShared(files, manifest, where, content);
  }

  List<ShardFile> fieldFiles() {
    return manifest.shards().stream().map(ShardEntry::fields).filter(Objects::nonNull).toList();
  }

  List<ShardFile> failureFiles() {
    return manifest.shards().stream().map(ShardEntry::failures).filter(Objects::nonNull).toList();
  }

  ShardScan<FieldKey> keys(List<ShardFile> shards) {
    return new ShardScan<>(
        files, shards, FieldColumns.ofKey(), FilterCompat.NOOP, FieldColumns::key);
  }

  ShardScan<FieldInput> inputs(List<ShardFile> shards) {
    return new ShardScan<>(
        files, shards, FieldColumns.ofInput(), FilterCompat.NOOP, FieldColumns::input);
  }

  ShardScan<FieldRow> rows(List<ShardFile> shards) {
    return rows(shards, FilterCompat.NOOP);
  }

  private ShardScan<FieldRow> rows(List<ShardFile> shards, FilterCompat.Filter filter) {
    List<Column> columns = manifest.spec().columns();
    return new ShardScan<>(
        files, shards, FieldColumns.all(columns), filter, row -> FieldColumns.row(columns, row));
  }
}
