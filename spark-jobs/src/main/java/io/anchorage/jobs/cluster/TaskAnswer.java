package io.anchorage.jobs.cluster;

import io.anchorage.UserException;
import java.io.Serializable;
import java.util.function.Supplier;

/**
 * What a task sends to the driver: its result, or the {@link UserException} it ended with. The
 * latter is not thrown at Spark, which would try a failed task three more times.
 *
 * @param result null if the task was cancelled or refused
 * @param kind of the refusal; null without one
 * @param refusal its message; null without one
 */
public record TaskAnswer<R>(R result, UserException.Kind kind, String refusal)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Does a task's work, and turns a {@link UserException} into an answer. */
  public static <R> TaskAnswer<R> of(Supplier<R> work) {
    try {
      return new TaskAnswer<>(work.get(), null, null);
    } catch (UserException e) {
      return new TaskAnswer<>(null, e.kind(), e.getMessage());
    }
  }

  /**
   * The result on the driver.
   *
   * @return null if the task was cancelled
   * @throws UserException as the task did
   */
  public R get() {
    if (refusal != null) {
      throw new UserException(kind, refusal);
    }
    return result;
  }
}
