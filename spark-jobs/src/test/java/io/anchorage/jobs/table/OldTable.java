package io.anchorage.jobs.table;

import io.anchorage.field.Field;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardWriter;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.nio.file.Path;
import java.util.List;

/**
 * The table of format version 1.0 that is kept in {@code src/test/resources/tables/v1}. It was
 * written by {@link #main} and is never written again: it stands for the tables that users have. A
 * new major version gets a folder of its own beside it.
 */
final class OldTable {
  static final byte[] SHARED = {8, 0, 0, 0, 0, 0, 0, 0, '{', '}', ' ', ' ', ' ', ' ', ' ', ' '};

  private static final String RECIPE = SomeTable.spec().recipeHash();

  private OldTable() {}

  static List<FieldRow> rows() {
    return List.of(
        row("old/train/0", 0, 0, "shirt", List.of(0.5f, 0.25f), 0.5f),
        row("old/train/0", 1, 0, "shirt", List.of(0.5f, 0.125f), 0.75f),
        row("old/test/0", 0, -1, "", List.of(), -0.5f));
  }

  static FailureRow failure() {
    return new FailureRow(
        "old/test/1", "test", 0, "decode", "BadImageException", "truncated PNG", RECIPE, -1, -1);
  }

  private static FieldRow row(
      String id, int repeat, int label, String labelName, List<Float> curve, float tilt) {
    Field field =
        Field.on(Grid.image(2, 3), Normalisation.symmetric(1))
            .count("num_planes", 1)
            .floats("planes", new float[] {0.25f, -0.125f, tilt / 2})
            .number("tilt", tilt)
            .build();
    String split = id.split("/", -1)[1];
    return new FieldRow(
        new FieldSummary(
            id,
            repeat,
            label,
            labelName,
            split,
            3,
            2,
            1,
            "fake",
            500,
            0.0625,
            31.5,
            0.875,
            1234567890123L,
            "vector",
            RECIPE,
            "00ff".repeat(16),
            -1,
            -1,
            ""),
        field,
        curve);
  }

  /**
   * Writes the table.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) {
    StorageFolder files = SomeTable.files(Path.of(arguments[0]));
    try (FolderLock lock = FolderLock.acquire(files, "old");
        TablePublisher publisher =
            TablePublisher.create(
                files,
                lock,
                SomeTable.spec(),
                SharedContent.decoder(SHARED),
                "old",
                List.of("shirt"),
                SomeTable.run("create"));
        ShardWriter writer = ShardWriter.open(publisher.format(), "r1-0")) {
      rows().forEach(writer::write);
      writer.write(failure());
      publisher.publish(writer.finish());
      publisher.finish(RunEntry.Status.COMPLETE, 0.5);
    }
  }
}
