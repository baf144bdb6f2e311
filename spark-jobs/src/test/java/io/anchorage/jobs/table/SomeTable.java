package io.anchorage.jobs.table;

import io.anchorage.field.Field;
import io.anchorage.jobs.storage.FolderLock;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.manifest.RunSource;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.TableSpec;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardFormat;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.jobs.table.shard.ShardWriter;
import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Makes tables of {@link FakeFamily} with rows that follow from their number. */
public final class SomeTable {
  public static final FakeFamily FAMILY = new FakeFamily();
  public static final FakeFamily.Config CONFIG = new FakeFamily.Config(0.5);
  static final RunEntry.Place PLACE =
      new RunEntry.Place("0.1.0", "", "17", "Linux", "some CPU", "4.2.0", "local[1]");

  private SomeTable() {}

  public static StorageFolder files(Path folder) {
    return StorageFolder.at(folder.toString(), new Configuration());
  }

  public static TableSpec spec() {
    return spec(500);
  }

  static TableSpec spec(int steps) {
    return TableSpec.of(FAMILY, CONFIG, 2, recipe(steps));
  }

  static Map<String, Object> recipe(int steps) {
    return Map.of(
        "format",
        1,
        "signal",
        Map.of("values", "unit"),
        "fit",
        Map.of("steps", steps, "family", Map.of("kind", "fake", "spread", 0.5)));
  }

  public static RunEntry run(String mode) {
    return RunEntry.start(
        mode,
        "scalar",
        "plain loops",
        RunSource.of("/data/some", "split train", Map.of("format", "idx")),
        PLACE,
        List.of("fit", "--limit", "3"));
  }

  public static FieldRow row(int number) {
    return row(String.format(Locale.ROOT, "some/train/%d", number), number, 0);
  }

  static FieldRow row(String id, int number, int repeat) {
    Philox random = new Philox(number);
    int height = 2 + number % 3;
    int width = 3 + number % 2;
    float[] planes = new float[6];
    random.fillUniform(planes, 0, 6, -0.1f, 0.1f);
    Field field =
        Field.on(Grid.image(height, width), new Normalisation(List.of(0.5f, 0f), List.of(0.5f, 1f)))
            .count("num_planes", 2)
            .floats("planes", planes)
            .number("tilt", number + 0.25f)
            .build();
    List<Float> curve = number % 2 == 0 ? List.of() : List.of(1f, 1f / (1 + number));
    return new FieldRow(
        new FieldSummary(
            id,
            repeat,
            number % 5 - 1,
            number % 5 == 0 ? "" : "class " + (number % 5 - 1),
            number % 4 == 0 ? "test" : "train",
            width,
            height,
            2,
            "fake",
            500,
            1e-3 * number,
            30 + number % 7,
            0.9,
            7,
            "scalar",
            spec().recipeHash(),
            "%064x".formatted(number),
            1000 + number,
            1_700_000_000_000L + number,
            "target-psnr"),
        field,
        curve);
  }

  public static FailureRow failure(int number) {
    return new FailureRow(
        "some/train/" + number,
        "train",
        0,
        "decode",
        "BadImageException",
        "truncated",
        spec().recipeHash(),
        number % 2 == 0 ? -1 : 17,
        number % 2 == 0 ? -1 : 1_700_000_000_000L);
  }

  public static ShardEntry shard(ShardFormat format, String name, int from, int to) {
    try (ShardWriter writer = ShardWriter.open(format, name)) {
      for (int i = from; i < to; i++) {
        writer.write(row(i));
      }
      return writer.finish();
    }
  }

  /** A finished table with rows {@code 0 .. count - 1} in shards of ten, and one failure. */
  public static FieldTable make(Path folder, int count) {
    StorageFolder files = files(folder);
    try (FolderLock lock = FolderLock.acquire(files, "test");
        TablePublisher publisher =
            TablePublisher.create(
                files,
                lock,
                spec(),
                SharedContent.none(),
                "some",
                List.of("class 0", "class 1"),
                run("create"))) {
      for (int from = 0; from < count; from += 10) {
        publisher.publish(
            shard(publisher.format(), "r1-" + from, from, Math.min(count, from + 10)));
      }
      try (ShardWriter writer = ShardWriter.open(publisher.format(), "r1-bad")) {
        writer.write(failure(count));
        publisher.publish(writer.finish());
      }
      publisher.finish(RunEntry.Status.COMPLETE, 1.5);
    }
    return FieldTable.open(files);
  }

  static <T> List<T> all(ShardScan<T> scan) {
    List<T> rows = new ArrayList<>();
    try (scan) {
      scan.forEachRemaining(rows::add);
    }
    return rows;
  }
}
