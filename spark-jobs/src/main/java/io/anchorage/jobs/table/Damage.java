package io.anchorage.jobs.table;

import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.ShardFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The shards of a table whose files are missing or not as the manifest says.
 *
 * @param shards the damaged shards
 * @param problems what is wrong, a line a file
 */
public record Damage(List<ShardEntry> shards, List<String> problems) {
  public Damage {
    shards = List.copyOf(shards);
    problems = List.copyOf(problems);
  }

  /** No damage, or none looked for. */
  public static Damage none() {
    return new Damage(List.of(), List.of());
  }

  /** Reads and checks every file of a table. */
  public static Damage of(FieldTable table) {
    FileCheck check = new FileCheck(table.files());
    List<ShardEntry> shards = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (ShardEntry shard : table.manifest().shards()) {
      List<String> found =
          Stream.of(shard.fields(), shard.failures())
              .filter(Objects::nonNull)
              .map((ShardFile file) -> check.problem(file))
              .flatMap(problem -> problem.stream())
              .toList();
      if (!found.isEmpty()) {
        shards.add(shard);
        problems.addAll(found);
      }
    }
    return new Damage(shards, problems);
  }

  /** Returns the number of fields and failures in the damaged shards. */
  public long rows() {
    return shards.stream().mapToLong(shard -> shard.fieldRows() + shard.failureRows()).sum();
  }

  /**
   * Returns a table as if it had only its other shards.
   *
   * @param table null, which is returned, if there is none
   */
  public FieldTable without(FieldTable table) {
    if (table == null || shards.isEmpty()) {
      return table;
    }
    List<ShardEntry> rest = new ArrayList<>(table.manifest().shards());
    rest.removeAll(shards);
    return FieldTable.of(table.files(), table.manifest().withShards(rest));
  }
}
