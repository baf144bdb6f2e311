package io.anchorage.jobs.fuzz;

import io.anchorage.jobs.cluster.ChildProcess;
import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.cluster.StandaloneCluster;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.QuietFit;
import io.anchorage.jobs.learn.QuietTrain;
import io.anchorage.jobs.learn.TrainPlan;
import io.anchorage.jobs.learn.TrainRequest;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A standalone cluster of two workers, a dataset of fifty small images in five classes, and a
 * driver in this process, whose executors live from run to run. Drivers that are to be killed are
 * processes of their own, through {@code spark-submit}'s class.
 */
final class FaultSite implements AutoCloseable {
  static final int IMAGES = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String TASKS = "10";

  private static final List<String> FIT =
      List.of(
          "fit.family={kind: siren, width: 8, depth: 1}",
          "fit.stop.steps=20",
          "run.failure-budget=1",
          "run.progress-seconds=3600",
          "run.changed-images=refit");

  private static final List<String> TRAIN =
      List.of(
          "clouds.test=''",
          "clouds.split=all",
          "clouds.input.kind=weights",
          "train.model={kind: flat-mlp, widths: [8]}",
          "train.normalisation=whole",
          "train.validation-share=0",
          "train.batch=10",
          "train.epochs=6",
          "run.progress-seconds=3600");

  private final Path work;
  private final StandaloneCluster cluster;
  private final FaultPlan plan;
  private final Path planFile;
  private final Path disk;
  private final JavaSparkContext spark;
  private int logs;

  private FaultSite(Path work, StandaloneCluster cluster) throws IOException {
    this.work = work;
    this.cluster = cluster;
    this.planFile = Files.createDirectories(work.resolve("plan")).resolve("plan");
    this.plan = new FaultPlan(planFile);
    this.disk = jar(work.resolve("disk.jar"));
    settings().forEach(System::setProperty);
    this.spark = SparkContexts.open("faults", cluster.master());
  }

  static FaultSite open(Path work) throws IOException {
    Files.createDirectories(work);
    StandaloneCluster cluster =
        StandaloneCluster.start(Files.createDirectories(work.resolve("cluster")));
    try {
      return new FaultSite(work, cluster);
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Settings of Spark for all drivers. Spark notices within 30 s that an executor is silent. */
  private Map<String, String> settings() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("spark.driver.host", "127.0.0.1");
    all.put("spark.cores.max", "2");
    all.put("spark.executor.cores", "1");
    all.put("spark.executor.memory", "512m");
    all.put("spark.ui.enabled", "false");
    all.put("spark.network.timeout", "30s");
    all.put("spark.network.timeoutInterval", "10s");
    all.put("spark.executor.heartbeatInterval", "5s");
    all.put("spark.jars", jobJar() + "," + disk);
    all.put("spark.executor.extraClassPath", natives());
    all.put(
        "spark.executor.extraJavaOptions",
        "--add-modules=jdk.incubator.vector -Dai.djl.offline=true -D%s=%s -D%s=executor"
            .formatted(FaultPlan.FILE, planFile, FaultPlan.ROLE));
    all.put("spark.hadoop.fs.mortal.impl", MortalDisk.class.getName());
    all.put("spark.hadoop.fs.AbstractFileSystem.mortal.impl", MortalDisk.Newer.class.getName());
    return all;
  }

  private static String jobJar() {
    return Path.of("target/anchorage-jobs.jar").toAbsolutePath().toString();
  }

  /** PyTorch's natives, where Maven has them: a copy for each new executor would take seconds. */
  private static String natives() {
    return Arrays.stream(System.getProperty("java.class.path").split(":", -1))
        .filter(jar -> jar.matches(".*/pytorch-(jni|native)[^/]*\\.jar"))
        .collect(Collectors.joining(":"));
  }

  /** The disk and its plan in a jar of their own: the job's jar has none of this. */
  private static Path jar(Path file) throws IOException {
    Path classes = Path.of("target/test-classes");
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out);
        Stream<Path> all = Files.list(classes.resolve("io/anchorage/jobs/fuzz"))) {
      for (Path each : all.filter(FaultSite::isOfDisk).toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        try (InputStream in = Files.newInputStream(each)) {
          in.transferTo(jar);
        }
      }
    }
    return file;
  }

  private static boolean isOfDisk(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("MortalDisk") || name.startsWith("FaultPlan");
  }

  FaultPlan plan() {
    return plan;
  }

  StandaloneCluster cluster() {
    return cluster;
  }

  Path work() {
    return work;
  }

  /** Writes the dataset; all times are the same, so that two datasets differ in nothing. */
  static void images(Path input) throws IOException {
    for (int i = 0; i < IMAGES; i++) {
      Path file = input.resolve("class-" + i % 5).resolve(i + ".png");
      Files.createDirectories(file.getParent());
      Files.write(file, DatasetTargets.png(i));
    }
  }

  /** Fits in this process's application. */
  void fit(Path input, Path table, FitRequest.Mode mode) {
    QuietFit.run(
        spark,
        FitRequest.of(JobConfigs.load(null, FIT), MortalDisk.ROOT + input, MortalDisk.ROOT + table)
            .withPartitions(Integer.parseInt(TASKS))
            .withMode(mode));
  }

  /** Trains in this process's application. */
  void train(Path table, Path model, TrainRequest.Mode mode) {
    QuietTrain.run(
        spark,
        new TrainRequest(
            TrainPlan.load(null, TRAIN),
            MortalDisk.ROOT + table,
            MortalDisk.ROOT + model,
            mode,
            false));
  }

  /** Fits by a driver of its own, which may be killed; returns its exit code. */
  int fitElsewhere(Path input, Path table, boolean resume) {
    List<String> words = new ArrayList<>(List.of("fit", "--partitions", TASKS));
    words.addAll(List.of("--input", MortalDisk.ROOT + input));
    return elsewhere(words, FIT, table, resume);
  }

  /** Trains by a driver of its own. */
  int trainElsewhere(Path table, Path model, boolean resume) {
    return elsewhere(
        new ArrayList<>(List.of("train", "--input", MortalDisk.ROOT + table)),
        TRAIN,
        model,
        resume);
  }

  private int elsewhere(List<String> words, List<String> settings, Path output, boolean resume) {
    List<String> all = new ArrayList<>();
    settings().forEach((key, value) -> addTo(all, key, value));
    all.addAll(List.of("--class", "io.anchorage.jobs.cli.Main", jobJar()));
    all.addAll(words);
    all.addAll(List.of("--config", work.resolve("empty.yaml").toString()));
    settings.forEach(setting -> all.addAll(List.of("--set", setting)));
    all.addAll(List.of("--output", MortalDisk.ROOT + output));
    if (resume) {
      all.add("--resume");
    }
    try (ChildProcess driver =
        cluster.submit(
            List.of("-D" + FaultPlan.FILE + "=" + planFile, "-D" + FaultPlan.ROLE + "=driver"),
            all,
            work.resolve("logs/driver-" + logs++ + ".log"))) {
      return driver.exit(PATIENCE);
    }
  }

  private static void addTo(List<String> words, String key, String value) {
    words.add("--conf");
    words.add(key + "=" + value);
  }

  static FieldTable opened(Path table) {
    return FieldTable.open(StorageFolder.at(table.toString(), Histories.HADOOP));
  }

  @Override
  public void close() {
    spark.close();
    cluster.close();
  }
}
