package io.anchorage.task;

import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Signal;
import java.io.Serializable;
import java.util.function.Function;

/** What a fit sees of an image, and so what its field is for. Goes with any family. */
public sealed interface TaskConfig extends Serializable
    permits Image, Denoise, Inpaint, SuperResolution, Ct {
  /** Name of the random numbers that are drawn for an image's own noise or mask. */
  String OBSERVED = "task/observed";

  /** Name of the random numbers that choose the samples held out. */
  String HELD_OUT = "task/held-out";

  /** The image itself. */
  static TaskConfig defaults() {
    return new Image();
  }

  /** Share of what is observed that no step sees and that stop rules look at, 0 to 0.5. */
  double holdOut();

  /** Weight of the prior of few edges on the rendered image, 0 to 1000; 0 for none. */
  double totalVariation();

  /** Whether the fit is to the image itself. */
  default boolean isImage() {
    return false;
  }

  /** Whether the grid that is fitted has other extents than the image's. */
  default boolean isOnOwnGrid() {
    return false;
  }

  /** Whether steps are taken on the plain squared error at the points of a grid. */
  boolean isPlain();

  /** Whether some points of the image are not seen at all. */
  default boolean hides() {
    return false;
  }

  /**
   * Observes an image.
   *
   * @param image on a grid of rows and columns
   * @param random the image's random numbers for a purpose
   * @throws BadImageException in one line, if the task does not go with the image
   */
  Observation observe(Signal image, Function<String, Philox> random) throws BadImageException;
}
