package io.anchorage.jobs.learn;

import io.anchorage.cloud.augment.Augmentation;
import java.util.List;

/**
 * What one {@code evaluate} or {@code predict} is asked to do.
 *
 * @param model the folder of a model: any Hadoop path
 * @param input the field table: any Hadoop path
 * @param split of the table, or {@code all}
 * @param otherRecipe take a table of another recipe or decoder than the model's
 * @param changes made to each sample before the model sees it, drawn by its id
 * @param output the folder for predictions; null to count only
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

  /** Counts what a model gets right of one split, of a table like the one that it learnt from. */
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
   * Takes the changes of a flag's value, a YAML list.
   *
   * @throws io.anchorage.UserException if it is none
   */
  public ScoreRequest withChanges(String list) {
    return withChanges(Changes.parse("changes: " + list, "--changes").changes());
  }

  public ScoreRequest withOutput(String value) {
    return new ScoreRequest(model, input, split, otherRecipe, changes, value);
  }
}
