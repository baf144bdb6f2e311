package io.anchorage.jobs.fuzz;

import io.anchorage.jobs.learn.QuietTrain;
import io.anchorage.jobs.learn.TrainPlan;
import io.anchorage.jobs.learn.TrainReport;
import io.anchorage.jobs.learn.TrainRequest;
import io.anchorage.jobs.learn.TrainRequest.Mode;
import io.anchorage.learn.train.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A model that follows a table.
 *
 * @param table the table's path, on any disk
 * @param folder the model's folder
 */
record NightlyModel(String table, Path folder) {
  private static final TrainPlan PLAN =
      TrainPlan.load(
          null,
          List.of(
              "clouds.split=all",
              "clouds.test=''",
              "clouds.input.kind=weights",
              "train.model={kind: flat-mlp, widths: [4]}",
              "train.normalisation=whole",
              "train.validation-share=0",
              "train.batch=4",
              "train.epochs=2",
              "run.progress-seconds=3600"));

  /**
   * Brings the model up to date.
   *
   * @param disk what the folder's path begins with
   */
  TrainReport run(JavaSparkContext spark, String disk) {
    return QuietTrain.run(
        spark, new TrainRequest(PLAN, table, disk + folder, Mode.INCREMENTAL, false));
  }

  /** What differs from a model that is trained at once; empty if nothing does. */
  String difference(JavaSparkContext spark, Path clean) throws IOException {
    QuietTrain.run(spark, new TrainRequest(PLAN, table, clean.toString(), Mode.CREATE, false));
    for (String file : List.of(ModelFiles.WEIGHTS, ModelFiles.CARD)) {
      if (!Arrays.equals(
          Files.readAllBytes(folder.resolve(file)), Files.readAllBytes(clean.resolve(file)))) {
        return file + " is not that of a training at once";
      }
    }
    return "";
  }
}
