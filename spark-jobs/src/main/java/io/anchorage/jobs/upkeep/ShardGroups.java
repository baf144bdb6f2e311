package io.anchorage.jobs.upkeep;

import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.ShardFile;
import io.anchorage.jobs.table.rows.FieldKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which shards of a table are merged: those of fits, of less than half the target size, neighbours
 * by their first ids, as many as the target holds. At most one shard below half the target is left,
 * so a table that gains a few images a night rewrites a row a number of times that grows with the
 * logarithm of the target over a night's bytes, not with the nights.
 */
final class ShardGroups {
  private static final Comparator<ShardEntry> BY_FIRST_ID =
      Comparator.comparing(ShardGroups::firstId, FieldKey::compareIds)
          .thenComparing(ShardEntry::name);

  /**
   * The names that fits give. Other jobs, such as imports and alignments, know by the names of
   * their shards what they have done, and go on with that.
   */
  private static final Pattern OF_FITS = Pattern.compile("r\\d{3,}-\\d{5,}");

  private ShardGroups() {}

  /**
   * Plans the merges; none holds fewer than two shards.
   *
   * @param target size of a merged shard in bytes, at most
   */
  static List<List<ShardEntry>> of(List<ShardEntry> shards, long target) {
    List<ShardEntry> small =
        shards.stream()
            .filter(shard -> OF_FITS.matcher(shard.name()).matches())
            .filter(shard -> bytes(shard) < target / 2)
            .sorted(BY_FIRST_ID)
            .toList();
    List<List<ShardEntry>> groups = new ArrayList<>();
    List<ShardEntry> group = new ArrayList<>();
    long held = 0;
    for (ShardEntry shard : small) {
      if (held + bytes(shard) > target) {
        groups.add(List.copyOf(group));
        group.clear();
        held = 0;
      }
      group.add(shard);
      held += bytes(shard);
    }
    groups.add(List.copyOf(group));
    groups.removeIf(few -> few.size() < 2);
    return groups;
  }

  static long bytes(ShardEntry shard) {
    return files(shard).mapToLong(ShardFile::bytes).sum();
  }

  private static String firstId(ShardEntry shard) {
    return files(shard).map(ShardFile::minId).min(FieldKey::compareIds).orElseThrow();
  }

  private static Stream<ShardFile> files(ShardEntry shard) {
    return Stream.of(shard.fields(), shard.failures()).filter(file -> file != null);
  }
}
