package io.anchorage.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.cli.Main;
import io.anchorage.jobs.table.manifest.RunEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job jar under spark-submit on a standalone cluster of two workers with two GPUs each. */
@Tag("processes")
class StandaloneClusterIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int IMAGES = 210;
  private static final Path SAMPLE =
      Path.of("../conf/sample/fashion-mnist").toAbsolutePath().normalize();
  private static final Pattern PLACE =
      Pattern.compile("Executor (\\S+) on \\S+ fits with engine (\\S+), GPU addresses \\[(\\S*)]");

  private static final Pattern OPENED = Pattern.compile("Opened CPU in the place of GPU (\\d)");

  @TempDir private static Path folder;
  private static StandaloneCluster cluster;

  @BeforeAll
  static void startCluster() throws IOException {
    cluster = StandaloneCluster.start(Files.createDirectory(folder.resolve("spark")));
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @Test
  void a_lost_executor_costs_nothing_and_the_bytes_are_those_of_a_local_run() {
    TableOnDisk there = new TableOnDisk(folder.resolve("there"));
    TableOnDisk here = new TableOnDisk(folder.resolve("here"));
    try (ChildProcess driver =
        submit(fit(there.path(), "vector", "--partitions", "70"), "driver.log")) {
      driver.await(
          "shards from every GPU",
          PATIENCE,
          () -> there.shards() >= 3 && gpus(driver.output()).size() == 4);
      ProcessHandle victim = cluster.executors(0).get(0);
      victim.destroyForcibly();
      victim.onExit().join();

      assertThat(driver.exit(PATIENCE)).as(driver.output()).isZero();
      assertThat(driver.output()).contains("Lost executor");
      assertThat(gpus(driver.output())).containsExactly("0", "1", "2", "3");
    }
    List<String> local = new ArrayList<>(fit(here.path(), "scalar", "--partitions", "5"));
    local.addAll(List.of("--master", "local[2]"));
    assertThat(Main.run(local.toArray(String[]::new))).isZero();

    // 70 tasks by the vector engine on the cluster, 5 by the scalar one here.
    assertThat(there.keys()).doesNotHaveDuplicates().hasSize(IMAGES);
    assertThat(there.hash()).isEqualTo(here.hash());
    assertThat(there.runs()).containsExactly(RunEntry.Status.COMPLETE);
  }

  @Test
  void each_task_fits_on_the_gpu_that_spark_gave_it() {
    Path driverLibrary = FakeCudaLibrary.build(folder);
    TableOnDisk table = new TableOnDisk(folder.resolve("cuda"));
    String options =
        "--add-modules=jdk.incubator.vector -Danchorage.cuda.library=%s -Danchorage.cuda.nvrtc=%s"
            .formatted(driverLibrary, driverLibrary);
    List<String> conf =
        List.of(
            "--conf",
            "spark.executor.extraJavaOptions="
                + options
                + " -Danchorage.cuda.cache="
                + folder.resolve("kernels"),
            "--conf",
            "spark.executorEnv.ANCHORAGE_FAKE_DEVICES=4");
    List<String> fit = fit(table.path(), "cuda", "--partitions", "12");
    fit.set(fit.indexOf("fit.stop.steps=60"), "fit.stop.steps=3");
    try (ChildProcess driver = submit(conf, fit, "cuda.log")) {
      assertThat(driver.exit(PATIENCE)).as(driver.output()).isZero();
      assertThat(driver.output()).contains("engine cuda").contains("copy");
    }

    // The discovery scripts told of 0 and 1 on one worker, of 2 and 3 on the other.
    assertThat(opened(0)).isNotEmpty().isSubsetOf("0", "1");
    assertThat(opened(1)).isNotEmpty().isSubsetOf("2", "3");
    assertThat(table.keys()).doesNotHaveDuplicates().hasSize(IMAGES);
    assertThat(table.runs()).containsExactly(RunEntry.Status.COMPLETE);
    RunEntry run = table.table().manifest().runs().get(0);
    assertThat(run.engine()).isEqualTo("cuda");
    assertThat(run.engineDescription()).startsWith("cuda: CPU in the place of GPU");
  }

  /** The devices that a worker's executors have opened. */
  private static Set<String> opened(int worker) {
    Set<String> devices = new TreeSet<>();
    Matcher line = OPENED.matcher(cluster.executorLog(worker));
    while (line.find()) {
      devices.add(line.group(1));
    }
    return devices;
  }

  @Test
  void a_gpu_engine_without_a_driver_is_one_line_at_the_start() {
    Path table = folder.resolve("no-gpu");
    List<String> conf =
        List.of(
            "--conf",
            "spark.executor.extraJavaOptions=-Danchorage.cuda.library=libnone-of-ours.so");
    try (ChildProcess driver = submit(conf, fit(table, "cuda"), "no-gpu.log")) {
      assertThat(driver.exit(PATIENCE)).as(driver.output()).isEqualTo(6);
      assertThat(driver.output().lines().filter(line -> line.startsWith("anchorage:")))
          .singleElement()
          .asString()
          .contains("On an executor: Engine cuda is not available");
    }
    assertThat(Files.exists(table)).isFalse();
  }

  private static ChildProcess submit(List<String> arguments, String log) {
    return submit(List.of(), arguments, log);
  }

  private static ChildProcess submit(List<String> conf, List<String> arguments, String log) {
    List<String> all = new ArrayList<>(conf);
    all.addAll(
        List.of(
            "--conf",
            "spark.executor.cores=2",
            // No task before both executors are there, however slow the machine is.
            "--conf",
            "spark.cores.max=4",
            "--conf",
            "spark.scheduler.minRegisteredResourcesRatio=1.0",
            "--conf",
            "spark.scheduler.maxRegisteredResourcesWaitingTime=120s",
            "--conf",
            "spark.executor.memory=512m",
            "--conf",
            "spark.executor.resource.gpu.amount=2",
            "--conf",
            "spark.task.resource.gpu.amount=1",
            "--conf",
            "spark.driver.host=127.0.0.1",
            System.getProperty("anchorage.job.jar")));
    all.addAll(arguments);
    return cluster.submit(all, folder.resolve(log));
  }

  private static List<String> fit(Path output, String engine, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "fit",
                "--config",
                SAMPLE.resolveSibling("../siren-fashion-mnist.yaml").normalize().toString(),
                "--set",
                "fit.family.width=16",
                "--set",
                "fit.stop.steps=60",
                "--split",
                "train",
                "--limit",
                "" + IMAGES,
                "--engine",
                engine,
                "--input",
                SAMPLE.toString(),
                "--output",
                output.toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** The addresses that tasks had, each by one executor and one address a task. */
  private static Set<String> gpus(String output) {
    Set<String> addresses = new TreeSet<>();
    Matcher place = PLACE.matcher(output);
    while (place.find()) {
      addresses.add(place.group(3));
    }
    return addresses;
  }
}
