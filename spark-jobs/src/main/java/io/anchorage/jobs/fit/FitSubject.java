package io.anchorage.jobs.fit;

import io.anchorage.fit.Engine;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.open.ImageSources;
import io.anchorage.jobs.table.FieldTable;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;

/** What a job's fields are fitted to: the images of a dataset, or something derived from them. */
public interface FitSubject {
  /** Returns the images themselves, as the {@code fit} command takes them. */
  static FitSubject ofImages(JobConfig config) {
    return new ImageSubject(config);
  }

  /** Returns the name of the command that runs the job. */
  String command();

  /** Returns the subject's own flags, for a table's provenance. */
  List<String> flags();

  /** Returns the name of the things counted, in the plural: images. */
  String unit();

  /** Returns the recipe of the fits, as the engines see it. */
  FitRecipe fit();

  /**
   * Returns the full effective recipe as JSON values, from which the table's recipe hash is made.
   */
  Map<String, Object> recipe();

  /** Returns the whole effective config as YAML, for the log. */
  String yaml();

  /**
   * Opens the dataset.
   *
   * @param input its path; empty for subjects that read none
   * @throws io.anchorage.UserException if it is missing, empty or in no known layout
   */
  default ImageSource open(SourceConfig source, String input, Configuration hadoop) {
    return ImageSources.open(source, input, hadoop, fit().seed());
  }

  /**
   * Returns the items to fit; {@link ItemSignals} turns each of them into its signal.
   *
   * @param images the dataset
   */
  ImageSource items(ImageSource images);

  /** Returns the ids of the items made from one image; every image makes the same number. */
  List<String> itemsOf(String image);

  /** Estimates the seconds that all repeats of an item take on one core with an engine. */
  ToDoubleFunction<ItemRef> seconds(String engine);

  /**
   * Determines what must be known before the first fit, and learns what has to be learnt.
   *
   * @throws java.util.concurrent.CancellationException if the run is interrupted in the meantime
   */
  FitInputs prepare(Circumstances here) throws InterruptedException;

  /**
   * The environment in which a run prepares itself.
   *
   * @param engine the driver's engine
   * @param images the dataset
   * @param table the table to add to; null if it is yet to be made
   * @param interrupted whether the user has asked the run to end
   * @param out receives the progress of what has to be learnt
   */
  record Circumstances(
      JavaSparkContext spark,
      FitRequest request,
      Engine engine,
      ImageSource images,
      FieldTable table,
      BooleanSupplier interrupted,
      PrintStream out) {}
}
