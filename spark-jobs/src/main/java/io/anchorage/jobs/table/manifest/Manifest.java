package io.anchorage.jobs.table.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * What a table holds and how it was made. Immutable: each change makes a new manifest.
 *
 * @param version the version of the format
 * @param tableId an id unique to the table
 * @param spec the specification that determines the content
 * @param shared parameters that all fields share; null if there are none
 * @param dataset the dataset's name
 * @param labelNames class names by class number; empty if the source has none
 * @param shards the published shards, in the order of publication
 * @param runs the runs that worked on the table, in order
 * @param origin the table whose fields these were; null if they were fitted here
 */
public record Manifest(
    FormatVersion version,
    String tableId,
    TableSpec spec,
    SharedFile shared,
    String dataset,
    List<String> labelNames,
    List<ShardEntry> shards,
    List<RunEntry> runs,
    TableOrigin origin) {
  public Manifest {
    labelNames = List.copyOf(labelNames);
    shards = List.copyOf(shards);
    runs = List.copyOf(runs);
  }

  /** A table whose fields are fitted there. */
  public Manifest(
      FormatVersion version,
      String tableId,
      TableSpec spec,
      SharedFile shared,
      String dataset,
      List<String> labelNames,
      List<ShardEntry> shards,
      List<RunEntry> runs) {
    this(version, tableId, spec, shared, dataset, labelNames, shards, runs, null);
  }

  /** Returns the number of fields in the table. */
  public long fields() {
    return shards.stream().mapToLong(ShardEntry::fieldRows).sum();
  }

  /** Returns the number of failures in the table. */
  public long failures() {
    return shards.stream().mapToLong(ShardEntry::failureRows).sum();
  }

  public Manifest with(List<ShardEntry> added) {
    List<ShardEntry> all = new ArrayList<>(shards);
    all.addAll(added);
    return new Manifest(version, tableId, spec, shared, dataset, labelNames, all, runs, origin);
  }

  public Manifest withShards(List<ShardEntry> changed) {
    return new Manifest(version, tableId, spec, shared, dataset, labelNames, changed, runs, origin);
  }

  public Manifest withLabelNames(List<String> names) {
    return new Manifest(version, tableId, spec, shared, dataset, names, shards, runs, origin);
  }

  public Manifest withRuns(List<RunEntry> changed) {
    return new Manifest(
        version, tableId, spec, shared, dataset, labelNames, shards, changed, origin);
  }

  /** Returns the newest run. */
  public RunEntry lastRun() {
    return runs.get(runs.size() - 1);
  }

  /** Returns a manifest in which the newest run is replaced. */
  public Manifest withLastRun(RunEntry run) {
    List<RunEntry> changed = new ArrayList<>(runs);
    changed.set(changed.size() - 1, run);
    return withRuns(changed);
  }
}
