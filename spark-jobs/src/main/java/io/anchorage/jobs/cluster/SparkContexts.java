package io.anchorage.jobs.cluster;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Makes the Spark context that a command runs in. */
public final class SparkContexts {
  private static final String LOCAL = "local[*]";

  private SparkContexts() {}

  /**
   * Opens a context. What spark-submit, a properties file or {@code -Dspark.*} has set is left
   * alone; the rest gets settings that suit long, independent tasks.
   *
   * @param master the flag's value; null takes {@code spark.master}, or else {@code local[*]}
   */
  public static JavaSparkContext open(String application, String master) {
    return new JavaSparkContext(settings(new SparkConf(), application, master));
  }

  public static SparkConf settings(SparkConf conf, String application, String master) {
    if (!conf.contains("spark.submit.deployMode") && master != null) {
      conf.setMaster(master);
    }
    conf.setIfMissing("spark.master", master == null ? LOCAL : master);
    conf.setIfMissing("spark.app.name", application);
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    // A fit that runs for minutes is not a straggler, and its copy would only take a core away.
    conf.setIfMissing("spark.speculation", "false");
    if (conf.get("spark.master").startsWith("local")) {
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      // Live counters travel with the heartbeats, and there is no network to spare.
      conf.setIfMissing("spark.executor.heartbeatInterval", "1s");
    }
    return conf;
  }
}
