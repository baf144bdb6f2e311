package io.anchorage.jobs.sql;

import org.apache.spark.sql.SparkSession;

/** A session as a user of Spark has one, with Anchorage's extensions. */
final class SqlSession {
  private SqlSession() {}

  static SparkSession open() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.extensions", AnchorageExtensions.class.getName())
        .getOrCreate();
  }
}
