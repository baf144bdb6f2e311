package io.anchorage.learn.train;

import io.anchorage.score.Confusion;
import java.util.List;

/**
 * The score of a classifier on a dataset.
 *
 * @param loss mean cross-entropy in nats; NaN for an empty dataset
 * @param confusion truth against prediction
 * @param mistakes one sample of each kind of mistake, in the order in which they were met
 */
public record Evaluation(double loss, Confusion confusion, List<Mistake> mistakes) {
  /**
   * A sample that was taken for another class.
   *
   * @param truth its class
   * @param predicted the class that it was taken for
   * @param id the image's stable id
   */
  public record Mistake(int truth, int predicted, String id) {}

  public Evaluation {
    mistakes = List.copyOf(mistakes);
  }
}
