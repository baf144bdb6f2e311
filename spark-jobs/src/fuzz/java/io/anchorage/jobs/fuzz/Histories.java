package io.anchorage.jobs.fuzz;

import io.anchorage.UserException;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.config.RunConfig.ChangedImages;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.fit.QuietFit;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.TableVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;

/** Grows tables night after night over random histories of a dataset, and checks each night. */
public final class Histories {
  private static final int NIGHTS = 4;
  private static final List<ChangedImages> POLICIES = List.of(ChangedImages.values());
  static final Configuration HADOOP = new Configuration();

  private final JavaSparkContext spark;
  private final Path work;
  private int nights;
  private int refused;

  Histories(JavaSparkContext spark, Path work) {
    this.spark = spark;
    this.work = work;
  }

  /** {@code SEED COUNT FOLDER}: that many histories, and a row of a Markdown table. */
  public static void main(String[] args) throws IOException {
    long seed = Long.parseLong(args[0]);
    int count = Integer.parseInt(args[1]);
    long start = System.nanoTime();
    List<String> faults = new ArrayList<>();
    try (JavaSparkContext spark = SparkContexts.open("fuzz", "local[1]")) {
      Histories histories = new Histories(spark, Path.of(args[2]));
      for (int i = 0; i < count; i++) {
        String fault = histories.fault(seed, i);
        if (!fault.isEmpty()) {
          faults.add(fault);
          System.err.println("history " + i + " of seed " + seed + ": " + fault);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "| growth histories | %,d | %,d | %,d | %d | %.0f s |%n",
          count,
          histories.nights,
          histories.refused,
          faults.size(),
          (System.nanoTime() - start) / 1e9);
    }
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  /**
   * Runs one history; what it leaves is removed unless something is wrong.
   *
   * @return what is wrong, empty if nothing
   */
  String fault(long seed, int number) throws IOException {
    Path folder = work.resolve("history-" + seed + "-" + number);
    remove(folder);
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    Path input = Files.createDirectories(folder.resolve("pets"));
    History history = new History(input, random);
    TableModel model = new TableModel("pets");
    int last = 2 + random.nextInt(NIGHTS - 1);
    for (int night = 1; night <= last; night++) {
      history.pass();
      ChangedImages policy = POLICIES.get(random.nextInt(POLICIES.size()));
      String fault = night(input, folder.resolve("table"), history, model, policy);
      if (!fault.isEmpty()) {
        return "night " + night + " (" + policy + "): " + fault;
      }
    }
    remove(folder);
    return "";
  }

  private String night(
      Path input, Path table, History history, TableModel model, ChangedImages policy) {
    boolean refuses = model.refuses(history.files(), policy);
    nights++;
    try {
      QuietFit.run(
          spark,
          FitRequest.of(
                  JobConfigs.load(
                      null,
                      List.of(
                          "fit.family={kind: siren, width: 4, depth: 1}",
                          "fit.stop.steps=1",
                          "run.failure-budget=1",
                          "run.engine=scalar",
                          "run.progress-seconds=3600",
                          "run.changed-images=" + policy.name().toLowerCase(Locale.ROOT))),
                  input.toString(),
                  table.toString())
              .withPartitions(1)
              .withMode(Mode.INCREMENTAL));
      if (refuses) {
        return "an image has changed and the run was not refused";
      }
      model.pass(history.files(), policy);
    } catch (UserException e) {
      refused++;
      if (!refuses) {
        return "refused: " + e.getMessage();
      }
    }
    FieldTable opened = FieldTable.open(StorageFolder.at(table.toString(), HADOOP));
    String fault = model.fault(opened);
    List<String> problems = TableVerifier.verify(opened, null).problems();
    return fault.isEmpty() && !problems.isEmpty() ? "verify: " + problems.get(0) : fault;
  }

  static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
