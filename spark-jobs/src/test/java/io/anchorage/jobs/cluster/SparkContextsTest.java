package io.anchorage.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SparkContextsTest {
  @Test
  void without_anything_set_all_cores_of_this_machine_are_used() {
    SparkConf conf = SparkContexts.settings(new SparkConf(false), "anchorage fit", null);

    assertThat(conf.get("spark.master")).isEqualTo("local[*]");
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("false");
    assertThat(conf.get("spark.executor.heartbeatInterval")).isEqualTo("1s");
  }

  @Test
  void the_flag_decides_where_nothing_was_submitted() {
    SparkConf conf = new SparkConf(false).set("spark.master", "local[4]");

    assertThat(SparkContexts.settings(conf, "anchorage fit", "local[2]").get("spark.master"))
        .isEqualTo("local[2]");
  }

  @Test
  void what_spark_submit_has_set_stays() {
    SparkConf conf =
        new SparkConf(false)
            .set("spark.submit.deployMode", "client")
            .set("spark.master", "spark://host:7077")
            .set("spark.app.name", "nightly")
            .set("spark.ui.enabled", "true")
            .set("spark.hadoop.fs.s3a.endpoint", "http://store");

    SparkConf settings = SparkContexts.settings(conf, "anchorage fit", "local[2]");

    assertThat(settings.get("spark.master")).isEqualTo("spark://host:7077");
    assertThat(settings.get("spark.app.name")).isEqualTo("nightly");
    assertThat(settings.get("spark.ui.enabled")).isEqualTo("true");
    assertThat(settings.get("spark.hadoop.fs.s3a.endpoint")).isEqualTo("http://store");
    assertThat(settings.contains("spark.executor.heartbeatInterval")).isFalse();
  }

  @Test
  void spark_shows_its_pages_on_a_cluster_and_opens_no_port_on_one_machine() {
    SparkConf here = SparkContexts.settings(new SparkConf(false), "anchorage fit", "local[2]");
    SparkConf there =
        SparkContexts.settings(new SparkConf(false), "anchorage fit", "spark://host:7077");

    assertThat(here.get("spark.ui.enabled")).isEqualTo("false");
    assertThat(there.getBoolean("spark.ui.enabled", true)).isTrue();
  }
}
