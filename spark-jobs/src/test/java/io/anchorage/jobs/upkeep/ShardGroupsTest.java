package io.anchorage.jobs.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.ShardFile;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Which shards are merged. */
class ShardGroupsTest {
  private static final long TARGET = 1000;

  @Test
  void neighbours_are_merged_up_to_the_target_and_large_shards_stay() {
    List<ShardEntry> shards =
        List.of(
            shard("e", 300), shard("a", 400), shard("c", 500), shard("b", 450), shard("d", 200));

    assertThat(ShardGroups.of(shards, TARGET))
        .extracting(group -> group.stream().map(ShardEntry::name).toList())
        .containsExactly(List.of(name("a"), name("b")), List.of(name("d"), name("e")));
  }

  @Test
  void a_shard_is_not_rewritten_alone() {
    assertThat(ShardGroups.of(List.of(shard("a", 1), shard("b", 700)), TARGET)).isEmpty();
    assertThat(ShardGroups.of(List.of(), TARGET)).isEmpty();
  }

  @Test
  void failures_count_and_order_like_fields() {
    ShardFile file = file("a", 600);
    ShardEntry failed = new ShardEntry(name("x"), null, file);

    assertThat(ShardGroups.bytes(failed)).isEqualTo(600);
    assertThat(ShardGroups.of(List.of(failed, shard("b", 1)), TARGET)).isEmpty();
  }

  @Test
  void a_year_of_nights_rewrites_each_row_a_few_times_and_leaves_few_shards() {
    SplittableRandom random = new SplittableRandom(1);
    List<ShardEntry> shards = new ArrayList<>();
    long written = 0;
    long rewritten = 0;
    for (int night = 0; night < 365; night++) {
      ShardEntry tonight = shard("%03d".formatted(night), 1 + random.nextLong(20));
      shards.add(tonight);
      written += ShardGroups.bytes(tonight);
      for (List<ShardEntry> group : ShardGroups.of(shards, TARGET)) {
        long bytes = group.stream().mapToLong(ShardGroups::bytes).sum();
        String first = group.get(0).fields().minId();
        shards.removeAll(group);
        shards.add(shard(first, bytes));
        rewritten += bytes;
      }
      assertThat(shards.stream().filter(shard -> ShardGroups.bytes(shard) < TARGET / 2))
          .hasSizeLessThanOrEqualTo(1);
    }
    assertThat(shards).hasSizeLessThanOrEqualTo((int) (written / (TARGET / 2)) + 1);
    assertThat((double) rewritten / written).isLessThan(40);
  }

  @Test
  void shards_by_whose_names_other_jobs_go_on_stay() {
    List<ShardEntry> aligned =
        List.of(
            new ShardEntry("r001-00000-0123456789ab", file("a", 1), null),
            new ShardEntry("r001-00001-0123456789ab", file("b", 1), null));

    assertThat(ShardGroups.of(aligned, TARGET)).isEmpty();
  }

  private static ShardEntry shard(String id, long bytes) {
    return new ShardEntry(name(id), file(id, bytes), null);
  }

  /** A name as fits give it, which tells the first id. */
  private static String name(String id) {
    return "r001-%05d".formatted(id.length() == 1 ? id.charAt(0) : Integer.parseInt(id));
  }

  private static ShardFile file(String name, long bytes) {
    return new ShardFile("fields/" + name + ".parquet", 1, bytes, "0".repeat(64), name, name);
  }
}
