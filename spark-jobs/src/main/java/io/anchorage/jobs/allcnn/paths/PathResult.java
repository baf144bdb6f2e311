package io.anchorage.jobs.allcnn.paths;

import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.Json;
import io.anchorage.jobs.storage.StorageFolder;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a training ended. Its file is written last: a folder that has it holds all of the training.
 *
 * @param history one entry for each epoch that was judged
 * @param parameters numbers kept by the predictor
 * @param moments numbers kept by the predictor's optimiser
 * @param fields SIRENs in the training's table of maps
 * @param failure why it ended before its last epoch, in one line; empty if it did not
 */
record PathResult(
    List<EpochScores> history, long parameters, long moments, long fields, String failure)
    implements Serializable {
  private static final long serialVersionUID = 1;

  private static final String FILE = "result.json";

  PathResult {
    history = List.copyOf(history);
  }

  static PathResult failed(String why) {
    return new PathResult(List.of(), 0, 0, 0, why);
  }

  boolean isFailed() {
    return !failure.isEmpty();
  }

  static boolean isIn(StorageFolder folder) {
    return folder.exists(FILE);
  }

  void write(StorageFolder folder) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("parameters", parameters);
    tree.put("moments", moments);
    tree.put("fields", fields);
    tree.put("history", EpochScores.trees(history));
    folder.put(FILE, Json.page(tree));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws io.anchorage.UserException of kind INPUT in one line, if it is damaged
   */
  static PathResult read(StorageFolder folder) {
    String advice = "delete it to train again";
    Map<String, Object> tree = Json.parse(folder, FILE, Kind.INPUT, advice);
    return new PathResult(
        EpochScores.of((List<?>) tree.get("history")),
        ((Number) tree.get("parameters")).longValue(),
        ((Number) tree.get("moments")).longValue(),
        ((Number) tree.get("fields")).longValue(),
        "");
  }
}
