package io.anchorage.jobs.cli;

import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.jobs.table.FieldTable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Opens tables without Spark, under the settings that Spark would give to Hadoop. */
final class Tables {
  private Tables() {}

  static Configuration settings() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }

  static FieldTable open(String path) {
    return FieldTable.open(StorageFolder.at(path, settings()));
  }
}
