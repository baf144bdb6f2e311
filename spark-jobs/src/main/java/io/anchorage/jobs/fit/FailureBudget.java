package io.anchorage.jobs.fit;

import io.anchorage.UserException;

/**
 * The number of images that may fail: a share of the planned images, but at least one if any may
 * fail at all, so that a single bad image does not end a job.
 *
 * @param share share of the planned images, as in the config
 * @param planned number of planned images
 */
record FailureBudget(double share, long planned) {
  long allowed() {
    return share == 0 ? 0 : Math.max(1, (long) Math.floor(share * planned));
  }

  boolean isExceededBy(long failed) {
    return failed > allowed();
  }

  /**
   * Returns the error shown to the user when the budget is exceeded.
   *
   * @param example one of the failures as text; null if none is known
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
