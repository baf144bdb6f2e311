package io.anchorage.jobs.learn;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The classes of a table, and how many fields of each split and class it has. */
final class TableClasses {
  /**
   * A model has one output for each class number up to the largest, so a number that is none (a
   * hash, a time) must not become one.
   */
  private static final int LARGEST = (1 << 16) - 1;

  private static final int NONE = -1;

  private final String table;
  private final List<String> names;
  private final boolean named;
  private final Map<String, SortedMap<Integer, Long>> counts;

  private TableClasses(
      String table,
      List<String> names,
      boolean named,
      Map<String, SortedMap<Integer, Long>> counts) {
    this.table = table;
    this.names = List.copyOf(names);
    this.named = named;
    this.counts = counts;
  }

  /**
   * Counts the labels in one pass over the rows' descriptions.
   *
   * @throws UserException of kind INPUT if a class number has two names, or is too large to be one
   */
  static TableClasses of(FieldTable table) {
    String root = table.files().root();
    List<String> names = new ArrayList<>(table.manifest().labelNames());
    boolean named = !names.isEmpty();
    Map<String, SortedMap<Integer, Long>> counts = new HashMap<>();
    try (ShardScan<FieldSummary> rows = table.summaries()) {
      while (rows.hasNext()) {
        FieldSummary row = rows.next();
        int label = Math.max(row.label(), NONE);
        counts.computeIfAbsent(row.split(), s -> new TreeMap<>()).merge(label, 1L, Long::sum);
        if (label >= 0) {
          name(row, names, root);
          named |= !row.labelName().isEmpty();
        }
      }
    }
    for (int c = 0; c < names.size(); c++) {
      if (names.get(c).isEmpty()) {
        names.set(c, Integer.toString(c));
      }
    }
    return new TableClasses(root, names, named, counts);
  }

  /** Makes room for a row's class, and gives it the row's name if it has none. */
  private static void name(FieldSummary row, List<String> names, String root) {
    int label = row.label();
    if (label > LARGEST) {
      throw new UserException(
          Kind.INPUT,
          "Field %s of %s has label %d, and class numbers end at %d; fit the images with labels that count classes from 0"
              .formatted(row.id(), root, label, LARGEST));
    }
    while (names.size() <= label) {
      names.add("");
    }
    String known = names.get(label);
    if (known.isEmpty()) {
      names.set(label, row.labelName());
    } else if (!row.labelName().isEmpty() && !row.labelName().equals(known)) {
      throw new UserException(
          Kind.INPUT,
          "Class %d of %s is %s, but of field %s it is %s: two classes share a number; make the table again"
              .formatted(label, root, known, row.id(), row.labelName()));
    }
  }

  /** Class names by class number; the number as text where there is no name. */
  List<String> names() {
    return names;
  }

  /** Whether the table has any class names. */
  boolean named() {
    return named;
  }

  /** The number of fields of a split of the table, or of all its splits. */
  long fields(String split) {
    return of(split).values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many fields of a split have no label. */
  long unlabelled(String split) {
    return of(split).getOrDefault(NONE, 0L);
  }

  /** How many fields of a split have a label. */
  long labelled(String split) {
    return fields(split) - unlabelled(split);
  }

  /** The number of fields by class number, of the classes that occur in a split. */
  SortedMap<Integer, Long> occurring(String split) {
    return Collections.unmodifiableSortedMap(of(split).tailMap(0));
  }

  /** The names of the classes that have no field in a split. */
  List<String> empty(String split) {
    SortedMap<Integer, Long> occurring = occurring(split);
    List<String> empty = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      if (!occurring.containsKey(c)) {
        empty.add(names.get(c));
      }
    }
    return empty;
  }

  /**
   * Checks that a split has fields with labels.
   *
   * @param instead what to do if it has none, for the message
   * @throws UserException of kind INPUT if it has none
   */
  void requireLabelled(String split, String instead) {
    requireSome(split);
    if (labelled(split) == 0) {
      throw new UserException(
          Kind.INPUT,
          "%s has %d fields of split %s and none of them has a label; %s"
              .formatted(table, fields(split), split, instead));
    }
  }

  /**
   * Checks that a split has fields.
   *
   * @throws UserException of kind INPUT if it has none
   */
  void requireSome(String split) {
    if (fields(split) == 0) {
      throw new UserException(
          Kind.INPUT,
          "%s has no fields of split %s; choose another split, or fit that one"
              .formatted(table, split));
    }
  }

  private SortedMap<Integer, Long> of(String split) {
    SortedMap<Integer, Long> sum = new TreeMap<>();
    counts.forEach(
        (name, labels) -> {
          if (SampleTable.isOf(split, name)) {
            labels.forEach((label, count) -> sum.merge(label, count, Long::sum));
          }
        });
    return sum;
  }
}
