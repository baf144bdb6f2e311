package io.anchorage.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.cli.Main;
import io.anchorage.jobs.table.manifest.RunEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts of {@code deploy} as an operator uses them on a standalone cluster: {@code
 * make-spark}, {@code standalone/cluster}, {@code standalone/fit}, and {@code anchorage} through
 * {@code spark-submit}. What comes out has the bytes of a run without a cluster.
 */
@Tag("processes")
class DeployScriptsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final String[] SMALL = {
    "--limit",
    "120",
    "--set",
    "fit.stop.steps=20",
    "--set",
    "fit.family.decoder.steps=10",
    "--set",
    "fit.family.decoder.images=20"
  };

  /** With the norm over channels: PyTorch's steps are then the same bits on several threads. */
  private static final String[] MAPS = {
    "--set",
    "maps.network.layer-norm=channels",
    "--split",
    "train",
    "--limit",
    "2",
    "--set",
    "maps.network.narrow=4",
    "--set",
    "maps.network.third-layer=6",
    "--set",
    "maps.network.wide=6",
    "--set",
    "maps.training.per-class=1",
    "--set",
    "maps.training.epochs=1",
    "--set",
    "fit.family.width=16",
    "--set",
    "fit.family.depth=2",
    "--set",
    "fit.stop.steps=20"
  };

  @TempDir private static Path folder;
  private static SparkHome spark;
  private static String master;
  private static Map<String, String> cluster;
  private static TableOnDisk here;
  private static TableOnDisk there;

  @BeforeAll
  static void start_a_cluster_and_fit_on_it() throws IOException {
    spark = SparkHome.make(folder.resolve("spark"));
    int port = freePort();
    master = "spark://127.0.0.1:" + port;
    cluster = new HashMap<>(spark.environment());
    cluster.putAll(Map.of("PORT", "" + port, "CORES", "1", "MEMORY", "2g"));
    cluster.putAll(Map.of("SPARK_MASTER_WEBUI_PORT", "0", "SPARK_WORKER_WEBUI_PORT", "0"));
    cluster.put("SPARK_LOG_DIR", folder.resolve("logs").toString());
    cluster.put("SPARK_PID_DIR", folder.resolve("pids").toString());
    cluster.put("SPARK_WORKER_DIR", folder.resolve("work").toString());
    succeeds("start", cluster, words("standalone/cluster", "start"));

    here = new TableOnDisk(folder.resolve("here"));
    there = new TableOnDisk(folder.resolve("there"));
    Map<String, String> small = new HashMap<>(cluster);
    small.put("MEMORY", "512m");
    small.put("ANCHORAGE_HEAP", "512m");
    String said =
        succeeds("fit", small, words("standalone/fit", SMALL, master, there.path().toString()));
    assertThat(said).contains("fitted   120 fields of 120 images").doesNotContain(" ERROR ");
    local(
        words("", SMALL, "fit", "--config", conf("arc-fashion-mnist.yaml"), "--input", sample()),
        here.path());
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      succeeds("stop", cluster, words("standalone/cluster", "stop"));
    }
    spark.close();
    assertThat(folder.resolve("pids")).isEmptyDirectory();
  }

  @Test
  void a_fit_in_client_mode_has_the_bytes_of_a_local_one() {
    assertThat(there.hash()).isEqualTo(here.hash());
    assertThat(there.runs()).containsExactly(RunEntry.Status.COMPLETE);
  }

  @Test
  void a_fit_in_cluster_mode_has_the_bytes_of_a_local_one() {
    TableOnDisk table = new TableOnDisk(folder.resolve("cluster-mode"));
    Map<String, String> environment =
        submit("--deploy-mode cluster --conf spark.standalone.submit.waitAppCompletion=true");

    succeeds(
        "cluster-mode",
        environment,
        anchorage(
            SMALL,
            table.path(),
            "fit",
            "--config",
            conf("arc-fashion-mnist.yaml"),
            "--input",
            sample()));

    assertThat(table.hash()).isEqualTo(here.hash());
    assertThat(table.runs()).containsExactly(RunEntry.Status.COMPLETE);
    assertThat(driverLogs()).contains("fitted   120 fields of 120 images");
  }

  @Test
  void a_training_has_the_weights_of_a_local_one_and_predicts() {
    String[] training = {
      "--set", "train.epochs=1", "--set", "train.seed=3", "--set", "train.batch=16"
    };
    Path model = folder.resolve("model");
    Path local = folder.resolve("local-model");
    String[] train = {
      "train", "--config", conf("train-sample.yaml"), "--input", there.path().toString()
    };

    succeeds("train", submit(""), anchorage(training, model, train));
    local(words("", training, train), local);
    assertThat(model.resolve("model.safetensors"))
        .hasSameBinaryContentAs(local.resolve("model.safetensors"));

    Path predictions = folder.resolve("predictions");
    String said =
        succeeds(
            "predict",
            submit(""),
            anchorage(
                new String[0],
                predictions,
                "predict",
                "--model",
                model.toString(),
                "--input",
                there.path().toString()));
    assertThat(said).contains("120 fields into " + predictions);
  }

  @Test
  @EnabledIfSystemProperty(named = "anchorage.deploy-scripts", matches = "all")
  void feature_maps_have_the_bytes_of_local_ones() {
    TableOnDisk maps = new TableOnDisk(folder.resolve("maps"));
    TableOnDisk local = new TableOnDisk(folder.resolve("local-maps"));
    String[] command = {
      "feature-maps",
      "--config",
      conf("experiments/all-cnn/experiment-1-small.yaml"),
      "--input",
      sample()
    };

    String said = succeeds("maps", submit(""), anchorage(MAPS, maps.path(), command));
    // The network's bytes depend on PyTorch's threads, which other tests set in this process.
    List<String> locally = words("anchorage", MAPS, command);
    locally.addAll(List.of("--output", local.path().toString(), "--master", "local[2]"));
    succeeds("local-maps", submit(""), locally);

    assertThat(said).contains("24 fields of 24 maps");
    assertThat(maps.hash()).isEqualTo(local.hash());
  }

  @Test
  @EnabledIfSystemProperty(named = "anchorage.deploy-scripts", matches = "all")
  void an_experiment_makes_its_report() {
    Path output = folder.resolve("experiment");
    String[] small = {
      "--set",
      "small={train: 60, test: 20, seeds: [3], recipe: [fit.stop.steps=2,"
          + " fit.family.latent-dim=4, fit.family.decoder.images=4, fit.family.decoder.steps=2],"
          + " training: ['train.model={kind: ptv3, pixels: 0, depths: [1], channels: [8],"
          + " heads: [2], patch: 8}', train.batch=16, train.epochs=1]}"
    };

    succeeds(
        "experiment",
        submit(""),
        anchorage(small, output, "experiment", conf("experiments/arc/table-07.yaml")));

    assertThat(output.resolve("table-07-small/report.md")).content().contains("seeds [3]");
  }

  /** The environment of a command on the cluster, in which executors are small. */
  private static Map<String, String> submit(String options) {
    Map<String, String> environment = new HashMap<>(cluster);
    environment.put("ANCHORAGE_SUBMIT_OPTS", "--executor-memory 512m " + options);
    environment.put("ANCHORAGE_HEAP", "640m");
    return environment;
  }

  private static List<String> anchorage(String[] flags, Path output, String... command) {
    List<String> words = words("anchorage", flags, command);
    words.addAll(List.of("--output", output.toString(), "--master", master));
    return words;
  }

  private static List<String> words(String script, String... arguments) {
    return words(script, new String[0], arguments);
  }

  /** A command line; flags come last, as they do in the scripts. */
  private static List<String> words(String script, String[] flags, String... arguments) {
    List<String> words = new ArrayList<>();
    if (!script.isEmpty()) {
      words.add(SparkHome.deploy(script).toString());
    }
    words.addAll(List.of(arguments));
    words.addAll(Arrays.asList(flags));
    return words;
  }

  private static void local(List<String> command, Path output) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("--output", output.toString(), "--master", "local[2]"));
    assertThat(Main.run(words.toArray(String[]::new))).isZero();
  }

  private static String succeeds(String log, Map<String, String> environment, List<String> words) {
    try (ChildProcess process =
        ChildProcess.start(words, environment, folder.resolve(log + ".log"))) {
      assertThat(process.exit(PATIENCE)).as("%s: %s", words, process.output()).isZero();
      return process.output();
    }
  }

  private static String driverLogs() {
    try (Stream<Path> files = Files.walk(folder.resolve("work"), 2)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(f -> f.endsWith("stdout")).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String conf(String name) {
    return SparkHome.REPOSITORY.resolve("conf").resolve(name).toString();
  }

  private static String sample() {
    return conf("sample/fashion-mnist");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
