package io.anchorage.jobs.tune;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.fit.FitRequest.Split;
import java.util.List;

/**
 * A request to {@code tune}.
 *
 * @param tunable what is fitted, and the base recipe
 * @param input path of the dataset, on any Hadoop file system
 * @param output path of the folder for the results, on any Hadoop file system
 * @param goal what the recipe must reach
 * @param images number of images (of items, where an image has several) in the sample, at least 1
 * @param split which split they are drawn from
 * @param mostSteps the search ends at the cost of so many steps of the base recipe; 0 stands for
 *     twice its own number
 * @param budgetMinutes the search ends with the best so far after so many minutes; 0 for no limit
 * @param limits how the work is done; decides no result
 * @param words the command as a user would write it again, for the recipe's file
 */
public record TuneRequest(
    Tunable tunable,
    String input,
    String output,
    Goal goal,
    int images,
    Split split,
    int mostSteps,
    double budgetMinutes,
    Limits limits,
    List<String> words) {

  /**
   * How the work is done.
   *
   * @param engine auto, scalar, vector, cuda or djl; null uses {@code run.engine}
   * @param partitions exactly this many tasks a round; 0 cuts tasks by cost
   * @param resume whether the fits that the folder holds already are used
   */
  public record Limits(String engine, int partitions, boolean resume) {
    public Limits {
      if (partitions < 0) {
        throw new UserException(Kind.CONFIG, "--partitions must be at least 1: " + partitions);
      }
    }
  }

  public TuneRequest {
    words = List.copyOf(words);
    if (images < 1 || images > 100_000) {
      throw new UserException(Kind.CONFIG, "--images must be in 1 .. 100000: " + images);
    }
    if (mostSteps < 0 || mostSteps > 10_000_000) {
      throw new UserException(Kind.CONFIG, "--most-steps must be in 1 .. 10000000: " + mostSteps);
    }
    if (!(budgetMinutes >= 0) || Double.isInfinite(budgetMinutes)) {
      throw new UserException(
          Kind.CONFIG, "--budget must be a number of minutes above 0: " + budgetMinutes);
    }
    if (tunable.base().stop().steps() == 0) {
      throw new UserException(
          Kind.CONFIG, "fit.stop.steps is 0, so that there is nothing to tune: raise it");
    }
  }

  /** The end of the search, in steps of the base recipe. */
  int lastSteps() {
    return mostSteps > 0 ? mostSteps : 2 * tunable.base().stop().steps();
  }

  /** The engine asked for: the flag's, else the config's. */
  String engineName() {
    return limits.engine() == null ? tunable.job().run().engine() : limits.engine();
  }
}
