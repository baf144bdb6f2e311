package io.anchorage.jobs.fit;

import io.anchorage.UserException;

/**
 * How many images may fail. Part of the planned images, but never less than one if any may fail at
 * all: a single bad image does not end a job.
 *
 * @param share of the planned images, as in the config
 * @param planned images
 */
record FailureBudget(double share, long planned) {
  long allowed() {
    return share == 0 ? 0 : Math.max(1, (long) Math.floor(share * planned));
  }

  boolean isExceededBy(long failed) {
    return failed > allowed();
  }

  /**
   * What the user is told.
   *
   * @param example one of the failures in words; null if none is known
   */
  UserException exceeded(long failed, String example, String table) {
    return new UserException(
        UserException.Kind.BUDGET,
        ("%d of %d images failed, more than the %d that run.failure-budget %s allows%s; what was"
                + " done is in %s: put the images right or raise the budget, then --resume")
            .formatted(
                failed,
                planned,
                allowed(),
                share,
                example == null ? "" : ", such as " + example,
                table));
  }
}
