package io.anchorage.jobs.fuzz;

import io.anchorage.jobs.config.RunConfig.ChangedImages;
import io.anchorage.jobs.fuzz.History.Content;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a table must hold after each night, in the simplest words: each image once, as it was when
 * it was fitted; failures until their file changes; one number for each class, for ever.
 */
final class TableModel {
  private final String dataset;
  private final Map<String, Integer> fields = new TreeMap<>();
  private final Map<String, Content> failures = new TreeMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Integer, String> hashes = new HashMap<>();

  TableModel(String dataset) {
    this.dataset = dataset;
  }

  /** Whether a night must be refused, because an image changed and the policy says so. */
  boolean refuses(Map<String, Content> files, ChangedImages policy) {
    return policy == ChangedImages.REFUSE
        && files.entrySet().stream().anyMatch(file -> changed(file.getKey(), file.getValue()));
  }

  private boolean changed(String path, Content content) {
    Integer fitted = fields.get(path);
    return fitted != null && !content.broken() && fitted != content.seed();
  }

  /** Takes over what a night must do. */
  void pass(Map<String, Content> files, ChangedImages policy) {
    files.forEach(
        (path, content) -> {
          if (fields.containsKey(path)) {
            if (policy == ChangedImages.REFIT && changed(path, content)) {
              fields.put(path, content.seed());
            }
          } else if (content.broken()) {
            failures.put(path, content);
          } else {
            failures.remove(path);
            fields.put(path, content.seed());
          }
        });
  }

  /** What is wrong with a table; empty if it is as it must be. */
  String fault(FieldTable table) {
    Set<String> seen = new TreeSet<>();
    try (ShardScan<FieldSummary> rows = table.summaries()) {
      while (rows.hasNext()) {
        FieldSummary row = rows.next();
        String path = row.id().substring(dataset.length() + 1);
        if (!seen.add(path)) {
          return row.id() + " is there twice";
        }
        String fault = fault(path, row, table);
        if (!fault.isEmpty()) {
          return row.id() + " " + fault;
        }
      }
    }
    if (!seen.equals(fields.keySet())) {
      return "fields of " + seen + ", not of " + fields.keySet();
    }
    Set<String> failed = new TreeSet<>();
    try (ShardScan<FailureRow> rows = table.failures()) {
      while (rows.hasNext()) {
        if (!failed.add(rows.next().id().substring(dataset.length() + 1))) {
          return "a failure is there twice";
        }
      }
    }
    return failed.equals(failures.keySet())
        ? ""
        : "failures of " + failed + ", not of " + failures.keySet();
  }

  private String fault(String path, FieldSummary row, FieldTable table) {
    Integer seed = fields.get(path);
    if (seed == null) {
      return "must not be there";
    }
    String known = hashes.putIfAbsent(seed, row.pixelHash());
    if (known != null && !known.equals(row.pixelHash())) {
      return "has other pixels than picture " + seed;
    }
    String name = path.substring(0, path.indexOf('/'));
    if (!row.labelName().equals(name)) {
      return "is of class " + row.labelName();
    }
    if (!table.manifest().labelNames().get(row.label()).equals(name)) {
      return "has number %d of %s".formatted(row.label(), table.manifest().labelNames());
    }
    Integer number = numbers.putIfAbsent(name, row.label());
    return number == null || number == row.label()
        ? ""
        : "has number %d, and %s was %d".formatted(row.label(), name, number);
  }
}
