package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.fit.FitRequest.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that is kept up to date while its dataset grows. */
class WatchedFitTest {
  private static JavaSparkContext spark;

  @TempDir private Path folder;

  @BeforeAll
  static void openSpark() {
    spark = Fits.sparkWithoutHeartbeats("local[2]");
  }

  @AfterAll
  static void closeSpark() {
    spark.close();
  }

  @Test
  void images_that_come_between_rounds_are_fitted_in_the_next() throws Exception {
    Pets pets = new Pets(spark, folder);
    pets.fourImages();
    List<FitReport> rounds = new ArrayList<>();
    new WatchedFit(spark, pets.request(pets.path(), Mode.INCREMENTAL), 1)
        .run(
            () -> rounds.size() == 3,
            report -> {
              rounds.add(report);
              if (rounds.size() == 1) {
                late(pets);
              }
            });

    assertThat(rounds).extracting(FitReport::fields).containsExactly(4L, 1L, 0L);
    assertThat(Fits.hash(pets.path())).isEqualTo(pets.freshHash());
    assertThat(pets.table().manifest().runs()).as("rounds that did something").hasSize(2);
  }

  @Test
  void a_watch_needs_a_table_that_may_grow_and_a_time() {
    Pets pets = new Pets(spark, folder);
    assertThatThrownBy(() -> new WatchedFit(spark, pets.request(pets.path(), Mode.CREATE), 1))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--incremental");
    assertThatThrownBy(() -> new WatchedFit(spark, pets.request(pets.path(), Mode.INCREMENTAL), 0))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("at least 1 second: 0");
  }

  private static void late(Pets pets) {
    try {
      pets.image("dog/0.png", 8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
