package io.anchorage.jobs.cli;

import io.anchorage.jobs.allcnn.maps.MapTable;
import io.anchorage.jobs.report.ImageTable;
import io.anchorage.jobs.report.TableSubject;
import io.anchorage.jobs.solve.SolveTable;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Opens tables without a Spark context, with the Hadoop settings that Spark would use. */
final class Tables {
  private Tables() {}

  static Configuration settings() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }

  static FieldTable open(String path) {
    return FieldTable.open(StorageFolder.at(path, settings()));
  }

  /**
   * What the fields of a table represent, according to its manifest. The only place that knows
   * every kind.
   */
  static TableSubject subject(FieldTable table) {
    return MapTable.of(table).or(() -> SolveTable.of(table)).orElseGet(() -> new ImageTable(table));
  }
}
