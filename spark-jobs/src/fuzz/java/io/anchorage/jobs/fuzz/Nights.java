package io.anchorage.jobs.fuzz;

import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.fit.QuietFit;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableVerifier;
import io.anchorage.jobs.table.manifest.ShardEntry;
import io.anchorage.jobs.table.manifest.ShardFile;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.jobs.upkeep.CompactJob;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Ten nights over a dataset that grows, shrinks and changes, with runs that are killed at any
 * change of the disk, files of the table that are damaged and repaired, and compactions, which are
 * killed, too. What is left in the end must be what one clean run makes of the dataset.
 */
public final class Nights {
  private static final int NIGHTS = 10;
  private static final long LARGE = 1L << 20;
  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

  private final JavaSparkContext spark;
  private final Path work;
  private int kills;
  private int damages;
  private int compactions;

  Nights(JavaSparkContext spark, Path work) {
    this.spark = spark;
    this.work = work;
    MortalDisk.install(spark.hadoopConfiguration());
  }

  /** {@code SEED COUNT FOLDER}: that many times ten nights, and a row of a Markdown table. */
  public static void main(String[] args) throws IOException {
    long seed = Long.parseLong(args[0]);
    int count = Integer.parseInt(args[1]);
    long start = System.nanoTime();
    List<String> faults = new ArrayList<>();
    try (JavaSparkContext spark = SparkContexts.open("fuzz", "local[1]")) {
      Nights nights = new Nights(spark, Path.of(args[2]));
      for (int i = 0; i < count; i++) {
        String fault = nights.fault(seed, i);
        if (!fault.isEmpty()) {
          faults.add(fault);
          System.err.println("nights " + i + " of seed " + seed + ": " + fault);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "| nights | %,d | %,d kills, %,d damaged files, %,d compactions | %d | %.0f s |%n",
          count * NIGHTS,
          nights.kills,
          nights.damages,
          nights.compactions,
          faults.size(),
          (System.nanoTime() - start) / 1e9);
    }
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  /** The number of runs that were killed so far. */
  int kills() {
    return kills;
  }

  /**
   * Lets ten nights pass; what they leave is removed unless something is wrong.
   *
   * @return what is wrong, empty if nothing
   */
  String fault(long seed, int number) throws IOException {
    Path folder = work.resolve("nights-" + seed + "-" + number);
    Histories.remove(folder);
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    Path input = Files.createDirectories(folder.resolve("pets"));
    Path table = folder.resolve("table");
    History history = new History(input, random.split());
    for (int night = 1; night <= NIGHTS; night++) {
      history.pass();
      if (night == NIGHTS) {
        history.mend();
      }
      String fault = night(input, table, random);
      if (!fault.isEmpty()) {
        return "night " + night + ": " + fault;
      }
    }
    Path clean = folder.resolve("clean");
    QuietFit.run(spark, FitRequest.of(config(), input.toString(), clean.toString()));
    String fault = difference(opened(table.toString()), opened(clean.toString()));
    if (fault.isEmpty()) {
      Histories.remove(folder);
    }
    return fault;
  }

  private String night(Path input, Path table, SplittableRandom random) throws IOException {
    boolean damaged = Files.exists(table) && random.nextInt(3) == 0 && damage(table, random);
    FitRequest request =
        FitRequest.of(config(), input.toString(), MortalDisk.ROOT + table)
            .withPartitions(1 + random.nextInt(3))
            .withMode(damaged ? Mode.REPAIR : Mode.INCREMENTAL)
            .withPrune(true);
    survive(table, random, () -> QuietFit.run(spark, request));
    if (random.nextInt(3) == 0) {
      compactions++;
      survive(table, random, () -> CompactJob.run(spark, MortalDisk.ROOT + table, LARGE, NOWHERE));
    }
    List<String> problems = TableVerifier.verify(opened(table.toString()), null).problems();
    return problems.isEmpty() ? visible(table) : "verify: " + problems.get(0);
  }

  /** Runs a job to its end, after up to two tries that are killed. */
  private void survive(Path table, SplittableRandom random, Runnable job) throws IOException {
    for (int tries = random.nextInt(3); tries > 0; tries--) {
      MortalDisk.dieAfter(random.nextInt(random.nextBoolean() ? 12 : 80));
      try {
        job.run();
      } catch (RuntimeException e) {
        kills++;
      }
      MortalDisk.revive();
      // Its holder is this very process, which only pretends to be dead.
      Files.deleteIfExists(table.resolve("_lock"));
    }
    job.run();
    MortalDisk.revive();
  }

  /** Deletes a random file of the table, or changes a byte in it; tells whether there was one. */
  private boolean damage(Path table, SplittableRandom random) throws IOException {
    List<Path> files =
        opened(table.toString()).manifest().shards().stream()
            .flatMap((ShardEntry shard) -> Stream.of(shard.fields(), shard.failures()))
            .filter(file -> file != null)
            .map((ShardFile file) -> table.resolve(file.path()))
            .toList();
    if (files.isEmpty()) {
      return false;
    }
    damages++;
    Path file = files.get(random.nextInt(files.size()));
    if (random.nextBoolean()) {
      Files.delete(file);
    } else {
      byte[] content = Files.readAllBytes(file);
      content[random.nextInt(content.length)] ^= 1;
      Files.write(file, content);
    }
    return true;
  }

  /** Whether plain readers, which look at names alone, see what the manifest lists. */
  private static String visible(Path table) throws IOException {
    FieldTable opened = opened(table.toString());
    long listed = opened.manifest().shards().stream().filter(s -> s.fields() != null).count();
    Path fields = table.resolve("fields");
    if (!Files.exists(fields)) {
      return listed == 0 ? "" : "no folder of fields";
    }
    try (Stream<Path> files = Files.list(fields)) {
      long seen = files.filter(file -> file.toString().endsWith(".parquet")).count();
      return seen == listed ? "" : "%d files are visible, %d listed".formatted(seen, listed);
    }
  }

  private static String difference(FieldTable table, FieldTable clean) {
    if (!table.parametersSha256().equals(clean.parametersSha256())) {
      return "fields of %s, and a clean run has %s, or their parameters differ"
          .formatted(classes(table).keySet(), classes(clean).keySet());
    }
    if (table.manifest().failures() != clean.manifest().failures()) {
      return table.manifest().failures() + " failures";
    }
    return classes(table).equals(classes(clean)) ? "" : "classes differ";
  }

  private static Map<String, String> classes(FieldTable table) {
    Map<String, String> classes = new TreeMap<>();
    try (ShardScan<FieldSummary> rows = table.summaries()) {
      rows.forEachRemaining(row -> classes.put(row.id(), row.labelName() + row.pixelHash()));
    }
    return classes;
  }

  private static JobConfig config() {
    return JobConfigs.load(
        null,
        List.of(
            "fit.family={kind: siren, width: 4, depth: 1}",
            "fit.stop.steps=1",
            "run.failure-budget=1",
            "run.prune-budget=1",
            "run.engine=scalar",
            "run.progress-seconds=3600",
            "run.changed-images=refit"));
  }

  private static FieldTable opened(String path) {
    return FieldTable.open(StorageFolder.at(path, Histories.HADOOP));
  }
}
