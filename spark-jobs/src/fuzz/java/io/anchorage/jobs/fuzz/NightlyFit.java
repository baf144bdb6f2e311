package io.anchorage.jobs.fuzz;

import io.anchorage.jobs.config.JobConfigs;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.fit.QuietFit;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** A night of {@code fit}: tiny SIRENs of images. */
record NightlyFit() implements NightlyJob {
  @Override
  public String name() {
    return "nights";
  }

  @Override
  public void run(JavaSparkContext spark, Night night) {
    QuietFit.run(
        spark,
        FitRequest.of(
                JobConfigs.load(null, settings("fit.family={kind: siren, width: 4, depth: 1}")),
                night.input(),
                night.output())
            .withPartitions(night.partitions())
            .withMode(night.mode())
            .withPrune(night.prune()));
  }

  /** What all nights' configs have in common, and more. */
  static List<String> settings(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "fit.stop.steps=1",
                "run.failure-budget=1",
                "run.prune-budget=1",
                "run.engine=scalar",
                "run.progress-seconds=3600",
                "run.changed-images=refit"));
    all.addAll(List.of(more));
    return all;
  }
}
