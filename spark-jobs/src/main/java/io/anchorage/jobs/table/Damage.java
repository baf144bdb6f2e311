package io.anchorage.jobs.table;

import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.ShardFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

  /** Reads and checks every file of a table, one after the other. */
  public static Damage of(FieldTable table) {
    try {
      return of(table, new FileCheck(table.files())::problems);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads and checks every file of a table.
   *
   * @param checks where that is done
   */
  public static Damage of(FieldTable table, FileCheck.Checks checks) throws InterruptedException {
    List<ShardEntry> owners = new ArrayList<>();
    List<ShardFile> files = new ArrayList<>();
    for (ShardEntry shard : table.manifest().shards()) {
      for (ShardFile file : Arrays.asList(shard.fields(), shard.failures())) {
        if (file != null) {
          owners.add(shard);
          files.add(file);
        }
      }
    }
    List<String> found = files.isEmpty() ? List.of() : checks.of(files);
    Set<ShardEntry> shards = new LinkedHashSet<>();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      if (!found.get(i).isEmpty()) {
        shards.add(owners.get(i));
        problems.add(found.get(i));
      }
    }
    return new Damage(List.copyOf(shards), problems);
  }

  /** Returns the number of fields and failures in the damaged shards. */
  public long rows() {
    return shards.stream().mapToLong(shard -> shard.fieldRows() + shard.failureRows()).sum();
  }

  /** Says how much is damaged. */
  public String words() {
    return "damaged shards: %d, with %,d rows".formatted(shards.size(), rows());
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
