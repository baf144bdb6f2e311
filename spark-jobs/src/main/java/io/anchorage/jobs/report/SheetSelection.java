package io.anchorage.jobs.report;

import io.anchorage.UserException;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Selects the fields of a sheet: equally many of each class, spread evenly over its ids. */
public final class SheetSelection {
  private final SortedMap<String, List<FieldSummary>> classes = new TreeMap<>();

  /** Offers a field to the selection. */
  public void add(FieldSummary row) {
    if (row.repeat() == 0) {
      String label = String.format("%09d %s", row.label() + 1, row.labelName());
      classes.computeIfAbsent(label, key -> new ArrayList<>()).add(row);
    }
  }

  /** Selects the first fits of at most {@code count} images, class by class. */
  static List<FieldSummary> of(FieldTable table, int count) {
    return of(table, count, field -> true);
  }

  /**
   * Reads the fields that {@link #of(FieldTable, int)} selects.
   *
   * @return at least one
   * @throws UserException if the table has no fields
   */
  static List<FieldRow> rows(FieldTable table, int count) {
    List<FieldRow> rows = table.findInOrder(of(table, count));
    if (rows.isEmpty()) {
      throw new UserException(
          UserException.Kind.INPUT,
          "%s holds no fields to draw; see anchorage inspect".formatted(table.files().root()));
    }
    return rows;
  }

  /** Selects in the same way among those of the table's fields that are wanted. */
  public static List<FieldSummary> of(FieldTable table, int count, Predicate<FieldSummary> wanted) {
    SheetSelection selection = new SheetSelection();
    try (ShardScan<FieldSummary> rows = table.summaries()) {
      while (rows.hasNext()) {
        FieldSummary row = rows.next();
        if (wanted.test(row)) {
          selection.add(row);
        }
      }
    }
    return selection.select(count);
  }

  /** Selects the first fits of at most {@code count} of the images that were offered. */
  public List<FieldSummary> select(int count) {
    List<List<FieldSummary>> groups = new ArrayList<>(classes.values());
    groups.forEach(group -> group.sort((a, b) -> a.key().compareTo(b.key())));
    int[] quotas = quotas(groups, count);
    List<FieldSummary> chosen = new ArrayList<>();
    for (int g = 0; g < quotas.length; g++) {
      List<FieldSummary> group = groups.get(g);
      for (int i = 0; i < quotas[g]; i++) {
        chosen.add(group.get((int) ((2L * i + 1) * group.size() / (2L * quotas[g]))));
      }
    }
    return chosen;
  }

  /** Deals out {@code count} places to the groups one at a time, while they have fields left. */
  private static int[] quotas(List<List<FieldSummary>> groups, int count) {
    int[] quotas = new int[groups.size()];
    int left = count;
    boolean dealt = true;
    while (left > 0 && dealt) {
      dealt = false;
      for (int g = 0; g < quotas.length && left > 0; g++) {
        if (quotas[g] < groups.get(g).size()) {
          quotas[g]++;
          left--;
          dealt = true;
        }
      }
    }
    return quotas;
  }
}
