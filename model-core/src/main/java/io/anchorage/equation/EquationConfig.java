package io.anchorage.equation;

import java.io.Serializable;
import java.util.List;

/** An equation's settings. What a sweep varies is not among them: see {@link Case}. */
public sealed interface EquationConfig extends Serializable permits Poisson, Helmholtz, Wave {
  /** An image from its gradients. */
  static EquationConfig defaults() {
    return Poisson.defaults();
  }

  /** Whether it is solved for each image of a dataset, and not for each case of a sweep. */
  default boolean readsImages() {
    return false;
  }

  /** The number of axes of its grid. */
  int axes();

  /** The number of channels of its fields; 0 if the images say. */
  int channels();

  /** The names of what a sweep varies. */
  List<String> varies();

  /**
   * The problem of a case.
   *
   * @param id of the row
   * @throws IllegalArgumentException if the case's numbers do not suit the equation; the message is
   *     one line
   */
  default Problem of(String id, Case numbers) {
    throw new IllegalStateException("this equation is solved for images");
  }

  /** Refuses a value in one line. */
  static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
