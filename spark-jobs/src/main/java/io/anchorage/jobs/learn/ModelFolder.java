package io.anchorage.jobs.learn;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.train.Fact;
import io.anchorage.learn.train.ModelFiles;
import io.anchorage.learn.train.TrainedModel;
import java.util.Map;

/** File names in a training run's folder, and methods to read and write the files. */
public final class ModelFolder {
  /** The job's config; written first. */
  public static final String TRAINING = "training.json";

  /** The result of a training run; written last, so its presence marks the run as complete. */
  public static final String RESULT = "result.json";

  /** Mean and standard deviation over the seeds of a grid. */
  public static final String SUMMARY = "summary.json";

  static final String CHECKPOINT = "checkpoint.safetensors";
  public static final String METRICS_LINES = "metrics.jsonl";
  static final String METRICS_TABLE = "metrics.parquet";
  public static final String CONFUSION = "confusion.json";

  private ModelFolder() {}

  /**
   * Reads the model in a folder.
   *
   * @throws UserException of kind INPUT if there is no model or it is damaged
   */
  static TrainedModel read(StorageFolder files) {
    if (!files.exists(ModelFiles.CARD)) {
      throw new UserException(
          Kind.INPUT,
          files.exists(SUMMARY)
              ? "%s holds several models; give the folder of one, such as %s/%s"
                  .formatted(files.root(), files.root(), first(files))
              : "%s holds no finished model; give the folder that train wrote as --output"
                  .formatted(files.root()));
    }
    return ModelFiles.decode(
        files.content(ModelFiles.CARD), files.content(ModelFiles.WEIGHTS), files.root());
  }

  private static String first(StorageFolder files) {
    return files.list("").stream()
        .filter(name -> files.exists(name + "/" + ModelFiles.CARD))
        .findFirst()
        .orElse("FOLDER");
  }

  /** The value of a fact stored in a model; empty if the model does not have it. */
  static String fact(TrainedModel model, String name) {
    return model.provenance().stream()
        .filter(fact -> fact.name().equals(name))
        .map(Fact::value)
        .findFirst()
        .orElse("");
  }

  static byte[] page(Map<String, Object> tree) {
    return Json.page(tree);
  }

  static String line(Map<String, Object> tree) {
    return Json.line(tree);
  }

  /**
   * Reads the object in a JSON file.
   *
   * @throws UserException of kind INPUT if the file is damaged
   */
  public static Map<String, Object> parse(StorageFolder files, String name) {
    return Json.parse(files, name, Kind.INPUT, "remove the folder and train again");
  }

  /** Prepares a number for JSON, which has no NaN. */
  static Double number(double value) {
    return Json.number(value);
  }
}
