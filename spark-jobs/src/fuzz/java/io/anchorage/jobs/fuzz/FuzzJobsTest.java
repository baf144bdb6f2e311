package io.anchorage.jobs.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.fuzz.Fuzz;
import io.anchorage.fuzz.Target;
import io.anchorage.jobs.cluster.SparkContexts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short part of what {@code deploy/fuzz} does at length. */
class FuzzJobsTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  void damaged_datasets_tables_and_configs_are_read_or_refused_in_one_line()
      throws IOException, SQLException {
    for (Target target : FuzzJobs.targets(HOME, folder)) {
      assertThat(new Fuzz(folder.resolve("found")).run(target, 7, 40).problems())
          .as(target.name())
          .isEmpty();
    }
  }

  @Test
  void every_image_of_a_random_tree_is_listed_once_with_its_class_and_read_or_refused()
      throws IOException {
    FolderTrees trees = new FolderTrees();
    for (int i = 0; i < 40; i++) {
      assertThat(trees.fault(folder, 7, i)).as("tree %d", i).isEmpty();
    }
  }

  @Test
  void a_table_that_grows_at_random_holds_what_a_simple_model_of_it_holds() throws IOException {
    try (JavaSparkContext spark = SparkContexts.open("fuzz", "local[1]")) {
      Histories histories = new Histories(spark, folder);
      for (int i = 0; i < 4; i++) {
        assertThat(histories.fault(7, i)).as("history %d", i).isEmpty();
      }
    }
  }

  @Test
  void ten_nights_with_kills_and_damage_end_in_the_bytes_of_one_clean_run() throws IOException {
    try (JavaSparkContext spark = SparkContexts.open("fuzz", "local[1]")) {
      Nights nights = new Nights(spark, folder, new NightlyFit(), true);
      for (int i = 0; i < 2; i++) {
        assertThat(nights.fault(7, i)).as("nights %d", i).isEmpty();
      }
      assertThat(nights.kills()).isGreaterThan(5);
    }
  }

  @Test
  void ten_nights_of_feature_maps_end_in_the_bytes_of_one_clean_run() throws IOException {
    try (JavaSparkContext spark = SparkContexts.open("fuzz", "local[1]")) {
      Nights nights = new Nights(spark, folder, NightlyMaps.in(folder), false);
      assertThat(nights.fault(7, 0)).isEmpty();
      assertThat(nights.kills()).isGreaterThan(2);
    }
  }
}
