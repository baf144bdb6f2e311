package io.anchorage.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.Sha256;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametersHashTest {
  @TempDir Path temporary;

  @Test
  void is_sha256_of_the_little_endian_parameters_in_the_order_of_ids() {
    FieldTable table = SomeTable.make(temporary.resolve("t"), 25);
    MessageDigest digest = Sha256.digest();
    // "some/train/10" comes before "some/train/9", as in any other reader that sorts the ids.
    for (String id : Arrays.asList(idsInOrder())) {
      FieldRow row = table.find(id).get(0);
      ByteBuffer bytes = ByteBuffer.allocate(4 * 7).order(ByteOrder.LITTLE_ENDIAN);
      for (float value : row.field().floats("planes")) {
        bytes.putFloat(value);
      }
      bytes.putFloat(row.field().number("tilt"));
      digest.update(bytes.array());
    }
    assertThat(table.parametersSha256()).isEqualTo(Sha256.hex(digest));
  }

  @Test
  void does_not_depend_on_how_the_rows_are_cut_into_shards() {
    FieldTable one = SomeTable.make(temporary.resolve("one"), 25);
    FieldTable other = shuffled(temporary.resolve("other"), 25);
    assertThat(SomeTable.all(one.keys())).isNotEqualTo(SomeTable.all(other.keys()));
    assertThat(other.parametersSha256()).isEqualTo(one.parametersSha256());
  }

  @Test
  void differs_when_a_field_is_missing() {
    assertThat(SomeTable.make(temporary.resolve("a"), 25).parametersSha256())
        .isNotEqualTo(SomeTable.make(temporary.resolve("b"), 24).parametersSha256());
  }

  private static String[] idsInOrder() {
    String[] ids = new String[25];
    for (int i = 0; i < 25; i++) {
      ids[i] = "some/train/" + i;
    }
    Arrays.sort(ids);
    return ids;
  }

  private static FieldTable shuffled(Path folder, int count) {
    StorageFolder files = SomeTable.files(folder);
    try (FolderLock lock = FolderLock.acquire(files, "test");
        TablePublisher publisher =
            TablePublisher.create(
                files,
                lock,
                SomeTable.spec(),
                SharedContent.none(),
                "some",
                List.of(),
                SomeTable.run("create"))) {
      for (int part = 2; part >= 0; part--) {
        try (ShardWriter writer = ShardWriter.open(publisher.format(), "r1-" + part)) {
          for (int i = part; i < count; i += 3) {
            writer.write(SomeTable.row(i));
          }
          publisher.publish(writer.finish());
        }
      }
      publisher.finish(RunEntry.Status.COMPLETE, 1);
    }
    return FieldTable.open(files);
  }
}
