package io.anchorage.jobs.align;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.family.Families;
import io.anchorage.field.Family;
import io.anchorage.field.FamilyConfig;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardScan;
import java.util.stream.Collectors;

/** What the work on a table is planned by: its first field, and what the fields' family can do. */
final class FirstField {
  private FirstField() {}

  /**
   * The table's first field.
   *
   * @throws UserException of kind INPUT if it holds none
   */
  static FieldRow of(FieldTable table) {
    try (ShardScan<FieldRow> rows = table.rows()) {
      if (!rows.hasNext()) {
        throw new UserException(
            Kind.INPUT,
            "%s holds no fields; give a table that has some".formatted(table.files().root()));
      }
      return rows.next();
    }
  }

  /**
   * The family's adapter.
   *
   * @param done what it does to fields, for the message
   * @param root of the table, for the message
   * @throws UserException of kind INPUT, which names the families that have it, if it has none
   */
  static <A> A adapter(Class<A> kind, FamilyConfig config, String done, String root) {
    return config
        .family()
        .adapter(kind)
        .orElseThrow(
            () ->
                new UserException(
                    Kind.INPUT,
                    "%s holds %s fields, which cannot be %s; give a table of family %s"
                        .formatted(
                            root,
                            config.kind(),
                            done,
                            Families.all().stream()
                                .filter(family -> family.adapters().has(kind))
                                .map(Family::name)
                                .collect(Collectors.joining(" or ")))));
  }
}
