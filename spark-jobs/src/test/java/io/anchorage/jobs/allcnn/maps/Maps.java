package io.anchorage.jobs.allcnn.maps;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.jobs.fit.FitJob;
import io.anchorage.jobs.fit.FitReport;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.shard.ShardScan;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;

/** Small tables of feature maps for tests: a narrow network, narrow SIRENs, few steps. */
final class Maps {
  /** 600 training and 200 test images. */
  static final Path SAMPLE = Path.of("../conf/sample/fashion-mnist").toAbsolutePath().normalize();

  private Maps() {}

  static List<String> settings(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "source.dataset=sample",
                "maps.network.narrow=3",
                "maps.network.third-layer=5",
                "maps.network.wide=4",
                "maps.training.per-class=2",
                "maps.training.epochs=1",
                "maps.layers=[1,3,6]",
                "fit.family.width=8",
                "fit.family.depth=2",
                "fit.stop.steps=3",
                "run.progress-seconds=60"));
    all.addAll(List.of(more));
    return all;
  }

  static MapJobConfig config(String... more) {
    return MapJobConfig.load(null, settings(more));
  }

  static FitRequest request(MapJobConfig config, Path output) {
    return FitRequest.of(config.job(), SAMPLE.toString(), output.toString());
  }

  static FitReport run(
      JavaSparkContext spark, MapJobConfig config, FitRequest request, Path network) {
    return FitJob.run(
        spark,
        request,
        new MapSubject(config, network == null ? null : network.toString()),
        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
  }

  static FieldTable table(Path output) {
    return FieldTable.open(StorageFolder.at(output.toString(), new Configuration()));
  }

  static Map<String, FieldRow> rows(Path output) {
    Map<String, FieldRow> rows = new TreeMap<>();
    try (ShardScan<FieldRow> scan = table(output).rows()) {
      scan.forEachRemaining(row -> rows.put(row.summary().id(), row));
    }
    return rows;
  }
}
