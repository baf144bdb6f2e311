package io.anchorage.jobs.fuzz;

import io.anchorage.fuzz.Target;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.QuietFit;
import io.anchorage.jobs.learn.TrainPlan;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.TableVerifier;
import io.anchorage.jobs.table.rows.FailureRow;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;

/** A field table of which one file is damaged, and damaged configs. */
final class TableTargets {
  private static final List<byte[]> JSON =
      FileTarget.bytes(
          "{", "[", "\"", "null", "-1", "1e999", "[[[[[[[[", "{\"a\":", "\\u0000", ",");
  private static final List<byte[]> YAML =
      FileTarget.bytes(
          "&a ",
          "*a",
          "[",
          "{",
          "- ",
          ": ",
          "!!",
          "!!java.util.Date ",
          "\n",
          "\t",
          "1e999",
          ".nan",
          "null",
          "'",
          "\"",
          "#",
          "<<: *a",
          "---\n",
          "? ",
          "a: [*a, *a, *a]\n",
          "0x7fffffff",
          "-1");

  private static final Configuration HADOOP = new Configuration();

  private final Path root;
  private final Path home;

  /**
   * @param home the repository
   */
  TableTargets(Path root, Path home) {
    this.root = root;
    this.home = home;
  }

  List<Target> all() throws IOException {
    List<Target> targets = new ArrayList<>();
    Path original = table();
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.filter(TableTargets::isPart).sorted().toList()) {
        String inside = original.relativize(file).toString();
        String name = "table-" + inside.replaceFirst("[/-].*|\\..*", "");
        Path copy = copied(original, root.resolve(name));
        targets.add(
            new FileTarget(
                name,
                List.of(Files.readAllBytes(file)),
                name.equals("table-manifest") ? JSON : List.of(),
                copy.resolve(inside),
                () -> readAll(copy)));
      }
    }
    Path fit = root.resolve("fit.yaml");
    targets.add(
        new FileTarget(
            "config-fit",
            configs("arc-fashion-mnist.yaml", "siren-fashion-mnist.yaml"),
            YAML,
            fit,
            () -> JobConfigs.load(fit, List.of())));
    Path train = root.resolve("train.yaml");
    targets.add(
        new FileTarget(
            "config-train",
            configs("train-sample.yaml", "train-fashion-mnist.yaml"),
            YAML,
            train,
            () -> TrainPlan.load(train, List.of())));
    return targets;
  }

  private static boolean isPart(Path file) {
    return Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".");
  }

  /** A small table of ARCs with fields, a failure and a decoder. */
  private Path table() throws IOException {
    Path images = Files.createDirectories(root.resolve("fitted/cat"));
    for (int i = 0; i < 5; i++) {
      Files.write(images.resolve(i + ".png"), DatasetTargets.png(i));
    }
    Files.write(images.resolve("5.png"), new byte[9]);
    Path table = root.resolve("table");
    try (JavaSparkContext spark = SparkContexts.open("fuzz", "local[1]")) {
      QuietFit.run(
          spark,
          FitRequest.of(
                  JobConfigs.load(
                      null,
                      List.of(
                          "fit.family={kind: arc, latents: 4, latent-dim: 4, decoder: {images: 2,"
                              + " steps: 1}}",
                          "fit.stop.steps=1",
                          "run.failure-budget=1")),
                  root.resolve("fitted").toString(),
                  table.toString())
              .withPartitions(1));
    }
    return table;
  }

  private List<byte[]> configs(String... names) throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (String name : names) {
      files.add(Files.readAllBytes(home.resolve("conf").resolve(name)));
    }
    return files;
  }

  private static Path copied(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    return to;
  }

  private static void readAll(Path folder) {
    FieldTable table = FieldTable.open(StorageFolder.at(folder.toString(), HADOOP));
    TableFamily.of(table);
    long rows = 0;
    try (ShardScan<FieldRow> scan = table.rows()) {
      while (scan.hasNext()) {
        scan.next();
        rows++;
      }
    }
    try (ShardScan<FailureRow> scan = table.failures()) {
      while (scan.hasNext()) {
        scan.next();
        rows++;
      }
    }
    boolean complete = rows == table.manifest().fields() + table.manifest().failures();
    boolean sound = TableVerifier.verify(table, null).isSound();
    if (sound && !complete) {
      throw new AssertionError("verify calls a table sound that has " + rows + " rows");
    }
  }
}
