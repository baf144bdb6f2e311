package io.anchorage.jobs.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.StorageFolder;
import io.anchorage.learn.train.Fact;
import io.anchorage.learn.train.ModelFiles;
import io.anchorage.learn.train.TrainedModel;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The names in the folder of a training, and how its files are read and written. */
final class ModelFolder {
  /** What the job was asked to do; written first. */
  static final String TRAINING = "training.json";

  /** How a training went; written last, so that its training is complete. */
  static final String RESULT = "result.json";

  /** Mean and deviation over the seeds of a grid. */
  static final String SUMMARY = "summary.json";

  static final String CHECKPOINT = "checkpoint.safetensors";
  static final String METRICS_LINES = "metrics.jsonl";
  static final String METRICS_TABLE = "metrics.parquet";
  static final String CONFUSION = "confusion.json";

  private static final ObjectMapper LINE = new ObjectMapper();
  private static final ObjectMapper PAGE =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ModelFolder() {}

  /**
   * Reads the model in a folder.
   *
   * @throws UserException of kind INPUT if there is none, or it is damaged
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

  /** A fact that a model remembers; empty if it does not. */
  static String fact(TrainedModel model, String name) {
    return model.provenance().stream()
        .filter(fact -> fact.name().equals(name))
        .map(Fact::value)
        .findFirst()
        .orElse("");
  }

  static byte[] page(Map<String, Object> tree) {
    return text(PAGE, tree);
  }

  static String line(Map<String, Object> tree) {
    return new String(text(LINE, tree), StandardCharsets.UTF_8);
  }

  private static byte[] text(ObjectMapper mapper, Map<String, Object> tree) {
    try {
      return (mapper.writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always JSON", e);
    }
  }

  /**
   * A JSON file as a record's values.
   *
   * @throws UserException of kind INPUT if it is damaged
   */
  static <T> T parse(StorageFolder files, String name, Class<T> type) {
    try {
      return LINE.readValue(files.content(name), type);
    } catch (java.io.IOException e) {
      throw new UserException(
          Kind.INPUT,
          "%s/%s is damaged; remove the folder and train again".formatted(files.root(), name),
          e);
    }
  }

  /** JSON has no NaN. */
  static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : null;
  }
}
