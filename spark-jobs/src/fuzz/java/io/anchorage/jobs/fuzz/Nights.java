package io.anchorage.jobs.fuzz;

import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.fuzz.NightlyJob.Night;
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
  private final NightlyJob job;
  private final boolean trains;
  private int kills;
  private int damages;
  private int compactions;

  /**
   * @param trains whether a model follows the table, too
   */
  Nights(JavaSparkContext spark, Path work, NightlyJob job, boolean trains) {
    this.spark = spark;
    this.work = work;
    this.job = job;
    this.trains = trains;
    MortalDisk.install(spark.hadoopConfiguration());
  }

  /**
   * {@code SEED COUNT FOLDER [KIND ...]}: that many times ten nights of each kind, which is {@code
   * fit}, {@code feature-maps} or {@code train}, and a row of a Markdown table for each.
   */
  public static void main(String[] args) throws IOException {
    List<String> kinds = List.of(args).subList(3, args.length);
    boolean sound = true;
    try (JavaSparkContext spark = SparkContexts.open("fuzz", "local[1]")) {
      for (String kind : kinds.isEmpty() ? List.of("fit", "feature-maps", "train") : kinds) {
        Path folder = Path.of(args[2], kind);
        Nights nights =
            switch (kind) {
              case "fit" -> new Nights(spark, folder, new NightlyFit(), false);
              case "feature-maps" -> new Nights(spark, folder, NightlyMaps.in(folder), false);
              case "train" -> new Nights(spark, folder, new NightlyFit(), true);
              default -> throw new IllegalArgumentException("no such kind of nights: " + kind);
            };
        sound &= nights.all(Long.parseLong(args[0]), Integer.parseInt(args[1]));
      }
    }
    System.exit(sound ? 0 : 1);
  }

  private boolean all(long seed, int count) throws IOException {
    long start = System.nanoTime();
    int faults = 0;
    for (int i = 0; i < count; i++) {
      String fault = fault(seed, i);
      if (!fault.isEmpty()) {
        faults++;
        System.err.println(name() + " " + i + " of seed " + seed + ": " + fault);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %,d kills, %,d damaged files, %,d compactions | %d | %.0f s |%n",
        name(),
        count * NIGHTS,
        kills,
        damages,
        compactions,
        faults,
        (System.nanoTime() - start) / 1e9);
    return faults == 0;
  }

  private String name() {
    return trains ? "nights of fit and train" : job.name();
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
      boolean asked = trains && (night == NIGHTS || random.nextInt(3) == 0);
      if (fault.isEmpty() && asked) {
        fault = train(folder, random);
      }
      if (!fault.isEmpty()) {
        return "night " + night + ": " + fault;
      }
    }
    String fault = compare(input, folder, table);
    if (fault.isEmpty()) {
      Histories.remove(folder);
    }
    return fault;
  }

  private String compare(Path input, Path folder, Path table) throws IOException {
    Path clean = folder.resolve("clean");
    job.run(spark, Night.clean(input.toString(), clean.toString()));
    String fault = difference(opened(table.toString()), opened(clean.toString()));
    if (!fault.isEmpty() || !trains) {
      return fault;
    }
    // Numbers of classes are given as classes come, so the model is held against one of this table.
    CompactJob.run(spark, table.toString(), LARGE, NOWHERE);
    return model(folder, "").difference(spark, folder.resolve("clean-model"));
  }

  private static NightlyModel model(Path folder, String disk) {
    return new NightlyModel(disk + folder.resolve("table"), folder.resolve("model"));
  }

  private String night(Path input, Path table, SplittableRandom random) throws IOException {
    boolean damaged = Files.exists(table) && random.nextInt(3) == 0 && damage(table, random);
    Night night =
        new Night(
            input.toString(),
            MortalDisk.ROOT + table,
            1 + random.nextInt(3),
            damaged ? Mode.REPAIR : Mode.INCREMENTAL,
            true);
    survive(table, random, () -> job.run(spark, night));
    if (random.nextInt(3) == 0) {
      compactions++;
      survive(table, random, () -> CompactJob.run(spark, MortalDisk.ROOT + table, LARGE, NOWHERE));
    }
    List<String> problems = TableVerifier.verify(opened(table.toString()), null).problems();
    if (!problems.isEmpty()) {
      return "verify: " + problems.get(0);
    }
    return visible(table);
  }

  /** Lets the model follow, and asks a second time, which must find nothing to do. */
  private String train(Path folder, SplittableRandom random) throws IOException {
    NightlyModel model = model(folder, MortalDisk.ROOT);
    survive(model.folder(), random, () -> model.run(spark, MortalDisk.ROOT));
    return model.run(spark, MortalDisk.ROOT).unchanged().isEmpty()
        ? "the model is not that of the table"
        : "";
  }

  /** Runs a job to its end, after up to two tries that are killed. */
  private void survive(Path folder, SplittableRandom random, Runnable run) throws IOException {
    for (int tries = random.nextInt(3); tries > 0; tries--) {
      MortalDisk.dieAfter(random.nextInt(random.nextBoolean() ? 12 : 80));
      try {
        run.run();
      } catch (RuntimeException e) {
        kills++;
      }
      MortalDisk.revive();
      // Its holder is this very process, which only pretends to be dead.
      Files.deleteIfExists(folder.resolve("_lock"));
    }
    run.run();
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

  private static FieldTable opened(String path) {
    return FieldTable.open(StorageFolder.at(path, Histories.HADOOP));
  }
}
