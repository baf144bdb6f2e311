package io.anchorage.jobs.report;

import io.anchorage.UserException;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.kernel.random.SmallestKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Selects the fields of a sheet: equally many of each class, spread evenly over its ids. Of a table
 * of more than {@link #MOST_HELD} fields, those whose ids have the least hashes are held and
 * selected among, whatever the order in which they are offered.
 */
public final class SheetSelection {
  /** Some 50 MB of descriptions. */
  static final int MOST_HELD = 100_000;

  private final SortedMap<Label, SmallestKeys<FieldSummary>> classes = new TreeMap<>();
  private final int count;
  private final int held;

  /** A class, in the order of numbers. */
  private record Label(int number, String name) implements Comparable<Label> {
    private static final Comparator<Label> ORDER =
        Comparator.comparingInt(Label::number).thenComparing(Label::name);

    @Override
    public int compareTo(Label other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Begins a selection.
   *
   * @param count number of fields that will be selected, at most
   */
  public SheetSelection(int count) {
    this(count, MOST_HELD);
  }

  /**
   * Begins a selection that holds few fields.
   *
   * @param held number of fields to hold at once; more if the classes are very many
   */
  SheetSelection(int count, int held) {
    this.count = count;
    this.held = held;
  }

  /** Offers a field to the selection. */
  public void add(FieldSummary row) {
    if (row.repeat() == 0) {
      classes
          .computeIfAbsent(new Label(row.label(), row.labelName()), label -> ofAnotherClass())
          .offer(new Seeds(0, row.id(), 0).key("sheet"), row.id(), row);
    }
  }

  /** The share of each class falls as classes are found; what is held in the end is the same. */
  private SmallestKeys<FieldSummary> ofAnotherClass() {
    int share = Math.max(count, held / (classes.size() + 1));
    classes.values().forEach(others -> others.atMost(share));
    return new SmallestKeys<>(share);
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
    SheetSelection selection = new SheetSelection(count);
    try (ShardScan<FieldSummary> rows = table.summaries()) {
      while (rows.hasNext()) {
        FieldSummary row = rows.next();
        if (wanted.test(row)) {
          selection.add(row);
        }
      }
    }
    return selection.select();
  }

  /** Selects the first fits of images among those that were offered. */
  public List<FieldSummary> select() {
    List<List<FieldSummary>> groups = new ArrayList<>();
    for (SmallestKeys<FieldSummary> group : classes.values()) {
      groups.add(group.items().stream().sorted(Comparator.comparing(FieldSummary::key)).toList());
    }
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
