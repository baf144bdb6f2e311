package io.anchorage.jobs.learn;

import io.anchorage.cloud.augment.Augmentation;
import java.util.List;

/**
 * The arguments of one {@code evaluate} or {@code predict} job.
 *
 * @param model the model's folder; any Hadoop path
 * @param input the field table; any Hadoop path
 * @param split a split of the table, or {@code all}
 * @param otherRecipe whether to accept a table whose recipe or decoder differs from the model's
 * @param changes changes to each sample before the model sees it, drawn by its id
 * @param output the folder for predictions; null to compute scores only
 */
public record ScoreRequest(
    String model,
    String input,
    String split,
    boolean otherRecipe,
    List<Augmentation> changes,
    String output) {
  public ScoreRequest {
    changes = List.copyOf(changes);
  }

  /** A request to score a model on one split of a table with the model's own recipe. */
  public static ScoreRequest of(String model, String input, String split) {
    return new ScoreRequest(model, input, split, false, List.of(), null);
  }

  public ScoreRequest withOtherRecipe(boolean value) {
    return new ScoreRequest(model, input, split, value, changes, output);
  }

  public ScoreRequest withChanges(List<Augmentation> value) {
    return new ScoreRequest(model, input, split, otherRecipe, value, output);
  }

  /**
   * This request with the changes from a flag's value, a YAML list.
   *
   * @throws io.anchorage.UserException if the value is not a valid list of changes
   */
  public ScoreRequest withChanges(String list) {
    return withChanges(Changes.parse("changes: " + list, "--changes").changes());
  }

  public ScoreRequest withOutput(String value) {
    return new ScoreRequest(model, input, split, otherRecipe, changes, value);
  }
}
