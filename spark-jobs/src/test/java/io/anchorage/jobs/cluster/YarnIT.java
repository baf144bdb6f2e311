package io.anchorage.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.cli.Main;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.manifest.RunEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fits on YARN, from HDFS to HDFS, with the driver in the cluster and outside: Hadoop's own
 * resource manager, node manager, name node and data node, each container a process.
 */
@Tag("processes")
class YarnIT {
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final Path CONFIG = SparkHome.REPOSITORY.resolve("conf/siren-fashion-mnist.yaml");
  private static final Path SAMPLE = SparkHome.REPOSITORY.resolve("conf/sample/fashion-mnist");
  private static final String[] SMALL = {
    "--limit", "12", "--partitions", "3", "--set", "fit.stop.steps=5", "--set", "fit.family.width=8"
  };

  @TempDir private static Path folder;
  private static MiniDFSCluster files;
  private static MiniYARNCluster yarn;
  private static SparkHome spark;
  private static String expected;

  @BeforeAll
  static void start() throws IOException {
    Configuration settings = settings();
    settings.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    files = new MiniDFSCluster.Builder(settings).numDataNodes(1).build();
    files.waitActive();
    FileSystem system = files.getFileSystem();
    system.copyFromLocalFile(
        new org.apache.hadoop.fs.Path(SAMPLE.toUri()), new org.apache.hadoop.fs.Path("/data"));
    FileSystem.setDefaultUri(settings, files.getURI());
    yarn = new MiniYARNCluster("yarn", 1, 1, 1);
    yarn.init(settings);
    yarn.start();
    Configuration told = new Configuration(yarn.getConfig());
    // Of the mini cluster's own tests.
    told.unset("net.topology.node.switch.mapping.impl");
    Path conf = Files.createDirectories(folder.resolve("hadoop"));
    for (String name : List.of("core-site.xml", "yarn-site.xml")) {
      try (OutputStream out = Files.newOutputStream(conf.resolve(name))) {
        told.writeXml(out);
      }
    }
    spark = SparkHome.make(folder.resolve("spark"));
    // Instead of a copy of all jars for each container.
    spark.setDefault("spark.yarn.jars", "local:" + spark.jars() + "/*");
    for (String container : List.of("spark.yarn.appMasterEnv", "spark.executorEnv")) {
      spark.setDefault(container + ".JAVA_HOME", System.getProperty("java.home"));
      spark.setDefault(container + ".SPARK_LOCAL_IP", "127.0.0.1");
    }

    Path local = folder.resolve("local");
    List<String> fit = fit(SAMPLE.toString(), local.toString());
    fit.addAll(List.of("--master", "local[2]"));
    assertThat(Main.run(fit.toArray(String[]::new))).isZero();
    expected = new TableOnDisk(local).hash();
  }

  /** One machine with a few small containers, whose disks may be as full as they like. */
  private static YarnConfiguration settings() {
    YarnConfiguration settings = new YarnConfiguration();
    settings.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 128);
    settings.setInt(YarnConfiguration.YARN_MINICLUSTER_NM_PMEM_MB, 6144);
    settings.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
    settings.setBoolean(YarnConfiguration.NM_PMEM_CHECK_ENABLED, false);
    settings.setFloat(YarnConfiguration.NM_MAX_PER_DISK_UTILIZATION_PERCENTAGE, 100);
    settings.setFloat("yarn.scheduler.capacity.maximum-am-resource-percent", 1);
    settings.set("yarn.scheduler.capacity.root.queues", "default");
    settings.setInt("yarn.scheduler.capacity.root.default.capacity", 100);
    return settings;
  }

  @AfterAll
  static void stop() {
    if (yarn != null) {
      yarn.stop();
    }
    files.shutdown();
    if (spark != null) {
      spark.close();
    }
  }

  @Test
  void with_the_driver_in_the_cluster_the_bytes_are_those_of_a_local_run() {
    Map<String, String> environment = environment();
    environment.putAll(
        Map.of("EXECUTORS", "1", "CORES", "1", "MEMORY", "512m", "ANCHORAGE_HEAP", "640m"));
    List<String> words =
        new ArrayList<>(List.of(SparkHome.deploy("yarn/fit").toString(), CONFIG.toString()));
    words.addAll(List.of(files.getURI() + "/data", files.getURI() + "/cluster"));
    words.addAll(Arrays.asList(SMALL));

    succeeds("cluster", environment, words);

    assertThatTableIsThere("/cluster");
  }

  @Test
  @EnabledIfSystemProperty(named = "anchorage.deploy-scripts", matches = "all")
  void a_driver_in_the_cluster_that_fails_says_its_exit_code_and_is_not_started_again() {
    Map<String, String> environment = environment();
    environment.putAll(
        Map.of("EXECUTORS", "1", "CORES", "1", "MEMORY", "512m", "ANCHORAGE_HEAP", "640m"));
    List<String> words =
        List.of(
            SparkHome.deploy("yarn/fit").toString(),
            CONFIG.toString(),
            files.getURI() + "/nowhere",
            files.getURI() + "/refused");

    try (ChildProcess process =
        ChildProcess.start(words, environment, folder.resolve("refused.log"))) {
      assertThat(process.exit(PATIENCE)).as(process.output()).isEqualTo(1);
      assertThat(process.output()).contains("User application exited with status 3");
    }
  }

  @Test
  void with_the_driver_outside_the_bytes_are_those_of_a_local_run() {
    Map<String, String> environment = environment();
    environment.put("ANCHORAGE_HEAP", "640m");
    environment.put("ANCHORAGE_SUBMIT_OPTS", "--num-executors 1 --executor-memory 512m");
    List<String> words = new ArrayList<>(List.of(SparkHome.deploy("anchorage").toString()));
    words.addAll(fit(files.getURI() + "/data", files.getURI() + "/client"));
    words.addAll(List.of("--master", "yarn"));

    String said = succeeds("client", environment, words);

    assertThat(said).contains("fitted   12 fields of 12 images").doesNotContain(" ERROR ");
    assertThatTableIsThere("/client");
  }

  private static void assertThatTableIsThere(String path) {
    FieldTable table =
        FieldTable.open(StorageFolder.at(files.getURI() + path, new Configuration()));
    assertThat(table.parametersSha256()).isEqualTo(expected);
    assertThat(table.manifest().runs())
        .extracting(RunEntry::status)
        .containsExactly(RunEntry.Status.COMPLETE);
  }

  private static List<String> fit(String input, String output) {
    List<String> words = new ArrayList<>(List.of("fit", "--config", CONFIG.toString()));
    words.addAll(List.of("--input", input, "--output", output));
    words.addAll(Arrays.asList(SMALL));
    return words;
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(spark.environment());
    environment.put("HADOOP_CONF_DIR", folder.resolve("hadoop").toString());
    return environment;
  }

  private static String succeeds(String log, Map<String, String> environment, List<String> words) {
    try (ChildProcess process =
        ChildProcess.start(words, environment, folder.resolve(log + ".log"))) {
      assertThat(process.exit(PATIENCE)).as("%s%s", process.output(), containerLogs()).isZero();
      return process.output();
    }
  }

  /** What the containers said, for the message of a test that fails. */
  private static String containerLogs() {
    try (Stream<Path> logs = Files.walk(Path.of("target/test/data/yarn"))) {
      StringBuilder all = new StringBuilder();
      for (Path log : logs.filter(file -> file.endsWith("stderr")).toList()) {
        all.append("\n").append(log).append("\n").append(Files.readString(log));
      }
      return all.toString();
    } catch (IOException e) {
      return "";
    }
  }
}
