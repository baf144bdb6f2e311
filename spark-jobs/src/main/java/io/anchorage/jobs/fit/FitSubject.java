package io.anchorage.jobs.fit;

import io.anchorage.fit.Engine;
import io.anchorage.fit.FitRecipe;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.table.FieldTable;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What a job's fields are fitted to: the images of a dataset, or something that is made of them.
 */
public interface FitSubject {
  /** The command that runs the job. */
  String command();

  /** The subject's own flags, for a table's provenance. */
  List<String> flags();

  /** What is counted, plural: images. */
  String unit();

  /** The recipe of the fits, as the engines see it. */
  FitRecipe fit();

  /** The full effective recipe as JSON values: what the table's recipe hash is of. */
  Map<String, Object> recipe();

  /** The whole effective config, for the log. */
  String yaml();

  /**
   * The things to fit, one an item: {@link ItemSignals} are asked for each of them.
   *
   * @param images the dataset
   */
  ImageSource items(ImageSource images);

  /** The ids of the items that one image makes; of each image as many. */
  List<String> itemsOf(String image);

  /** What an item costs on one core with an engine, all its repeats, in seconds, roughly. */
  ToDoubleFunction<ItemRef> seconds(String engine);

  /**
   * Finds out what must be known before the first fit, and learns what has to be learnt.
   *
   * @throws java.util.concurrent.CancellationException if the run is interrupted meanwhile
   */
  FitInputs prepare(Circumstances here) throws InterruptedException;

  /**
   * Where a run prepares itself.
   *
   * @param engine of the driver
   * @param images the dataset
   * @param table the table to add to; null if it is to be made
   * @param interrupted whether the user wants the run to end
   * @param out takes the progress of what has to be learnt
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
