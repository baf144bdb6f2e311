package io.anchorage.jobs.cluster;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Creates the Spark context that a command runs in. */
public final class SparkContexts {
  private static final String LOCAL = "local[*]";

  /** What Spark itself demands, one and a half times the memory that it reserves. */
  private static final long LEAST_HEAP = 450L << 20;

  private SparkContexts() {}

  /**
   * Opens a context. Settings made by spark-submit, a properties file or {@code -Dspark.*} are
   * kept; the others are chosen to suit long, independent tasks.
   *
   * @param master value of the {@code --master} flag; null for {@code spark.master}, or {@code
   *     local[*]} if that is not set either
   * @throws UserException if the master is none or cannot be reached, if the heap is too small for
   *     Spark, or if this machine's name has no address
   */
  public static JavaSparkContext open(String application, String master) {
    requireHeap(Runtime.getRuntime().maxMemory());
    SparkConf conf = settings(new SparkConf(), application, master);
    Masters.require(conf.get("spark.master"));
    requireAddress();
    return new JavaSparkContext(conf);
  }

  /**
   * Checks that Spark can do with the heap.
   *
   * @param bytes the largest heap of this process
   */
  static void requireHeap(long bytes) {
    if (bytes < LEAST_HEAP) {
      throw new UserException(
          Kind.CONFIG,
          "A heap of %d MiB is too small for Spark, which needs %d MiB: raise it, for example ANCHORAGE_HEAP=2g"
              .formatted(bytes >> 20, LEAST_HEAP >> 20));
    }
  }

  private static void requireAddress() {
    if (System.getenv("SPARK_LOCAL_IP") != null || System.getenv("SPARK_LOCAL_HOSTNAME") != null) {
      return;
    }
    try {
      InetAddress.getLocalHost();
    } catch (UnknownHostException e) {
      throw new UserException(
          Kind.CONFIG,
          "The name of this machine has no address (%s); add it to /etc/hosts, or set SPARK_LOCAL_IP, which deploy/anchorage does by itself"
              .formatted(e.getMessage()),
          e);
    }
  }

  /**
   * The cores of this machine that a job would use; 0 if it would run elsewhere.
   *
   * @param master value of the {@code --master} flag; null if it was not given
   */
  public static int cores(String master) {
    String url = settings(new SparkConf(), "", master).get("spark.master");
    Masters.require(url);
    if (!url.startsWith(LOCAL.substring(0, LOCAL.indexOf('[')))
        || url.startsWith("local-cluster")) {
      return 0;
    }
    String threads =
        url.contains("[") ? url.substring(url.indexOf('[') + 1).split("[],]", -1)[0] : "1";
    int all = Runtime.getRuntime().availableProcessors();
    return threads.equals("*") ? all : Math.min(all, Integer.parseInt(threads));
  }

  public static SparkConf settings(SparkConf conf, String application, String master) {
    if (!conf.contains("spark.submit.deployMode") && master != null) {
      conf.setMaster(master);
    }
    conf.setIfMissing("spark.master", master == null ? LOCAL : master);
    conf.setIfMissing("spark.app.name", application);
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    // A fit that takes minutes is no straggler, and a copy of it would only take up a core.
    conf.setIfMissing("spark.speculation", "false");
    if (conf.get("spark.master").startsWith("local")) {
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      // Progress is on the terminal, and a port that is open surprises people.
      conf.setIfMissing("spark.ui.enabled", "false");
      // Live counters travel with the heartbeats, and frequent ones load no network here.
      conf.setIfMissing("spark.executor.heartbeatInterval", "1s");
      // Nobody reads these here, and what they count takes a while to find out.
      conf.setIfMissing("spark.metrics.executorMetricsSource.enabled", "false");
      conf.setIfMissing("spark.metrics.staticSources.enabled", "false");
    }
    return conf;
  }
}
