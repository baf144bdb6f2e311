package io.anchorage.jobs.fit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.jobs.cluster.SparkContexts;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldKey;
import io.anchorage.jobs.table.shard.ShardScan;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Small fits for tests: few steps of a narrow SIREN over the shipped sample. */
final class Fits {
  /** 600 training and 200 test images. */
  static final Path SAMPLE = Path.of("../conf/sample/fashion-mnist").toAbsolutePath().normalize();

  private Fits() {}

  /**
   * A context whose driver hears of failures only when tasks end, however slow the machine: else a
   * job over its failure budget would be stopped at a heartbeat, before its shard is done.
   */
  static JavaSparkContext sparkWithoutHeartbeats(String master) {
    SparkConf conf = new SparkConf().set("spark.executor.heartbeatInterval", "60s");
    return new JavaSparkContext(SparkContexts.settings(conf, "fit", master));
  }

  static JavaSparkContext spark(String master) {
    return new JavaSparkContext(SparkContexts.settings(new SparkConf(), "fit", master));
  }

  /** A narrow SIREN, three steps. */
  static JobConfig config(String... settings) {
    return bind(List.of("fit.family.kind=siren", "fit.family.width=8"), settings);
  }

  /** An ARC, three steps. */
  static JobConfig arcConfig(String... settings) {
    return bind(List.of("fit.family.kind=arc"), settings);
  }

  private static JobConfig bind(List<String> family, String... settings) {
    List<String> all = new ArrayList<>(family);
    all.addAll(
        List.of(
            "source.dataset=sample",
            "signal.values=unit",
            "fit.stop.steps=3",
            "run.progress-seconds=60"));
    all.addAll(List.of(settings));
    return JobConfigs.load(null, all);
  }

  static FitRequest sample(Path output, String... settings) {
    return FitRequest.of(config(settings), SAMPLE.toString(), output.toString());
  }

  static FitReport run(JavaSparkContext spark, FitRequest request) {
    return FitJob.run(
        spark, request, new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
  }

  static FieldTable table(Path output) {
    return FieldTable.open(StorageFolder.at(output.toString(), new Configuration()));
  }

  static String hash(Path output) {
    return table(output).parametersSha256();
  }

  static List<FieldKey> keys(Path output) {
    List<FieldKey> keys = new ArrayList<>();
    try (ShardScan<FieldKey> scan = table(output).keys()) {
      scan.forEachRemaining(keys::add);
    }
    return keys;
  }
}
