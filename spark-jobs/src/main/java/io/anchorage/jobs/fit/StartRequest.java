package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.fit.start.StartPlan;
import io.anchorage.jobs.config.JobConfig;
import io.anchorage.jobs.fit.FitRequest.Split;
import java.util.Objects;

/**
 * A request to {@code learn-start}.
 *
 * @param config the recipe of the fits
 * @param input path of the dataset, on any Hadoop file system
 * @param output path of the start's file, on any Hadoop file system
 * @param split the images to learn from
 * @param images the largest number of images to learn from
 * @param plan how the start is learnt
 * @param budgetMinutes if positive, iterations are as many as fit into these minutes here, at most
 *     the plan's
 * @param resume whether to go on from what an interrupted run left
 */
public record StartRequest(
    JobConfig config,
    String input,
    String output,
    Split split,
    int images,
    StartPlan plan,
    double budgetMinutes,
    boolean resume) {
  public StartRequest {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(plan, "plan");
    if (images < 1 || images > 1_000_000) {
      throw new UserException(Kind.CONFIG, "--images must be in 1 .. 1000000: " + images);
    }
    if (!(budgetMinutes >= 0)) {
      throw new UserException(
          Kind.CONFIG, "--budget must be a number of minutes above 0: " + budgetMinutes);
    }
  }

  /** Images that are not learnt from, on which the start is scored. */
  int heldOut() {
    return Math.max(16, Math.min(200, images / 4));
  }
}
