package io.anchorage.task;

import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Grid;
import io.anchorage.signal.Signal;
import java.util.function.Function;

/** What tasks have in common. */
final class Observed {
  private Observed() {}

  /** An observation of every pixel by itself. */
  static Observation pixels(
      Signal image,
      float[] values,
      double holdOut,
      double totalVariation,
      Function<String, Philox> random)
      throws BadImageException {
    return Observation.of(
        as(image, values),
        values,
        new LinearOperator.Identity(plane(image).points()),
        values,
        holdOut,
        totalVariation,
        random.apply(TaskConfig.HELD_OUT));
  }

  /** An image's signal with other values. */
  static Signal as(Signal image, float[] values) {
    return new Signal(image.id(), image.grid(), image.normalisation(), values);
  }

  /** An image's grid, of rows and columns. */
  static Grid plane(Signal image) throws BadImageException {
    if (image.grid().dimensions() != 2) {
      throw new BadImageException(
          "a task is for images of two axes, not %d".formatted(image.grid().dimensions()));
    }
    return image.grid();
  }

  static void require(double holdOut, double totalVariation) {
    require(holdOut >= 0 && holdOut <= 0.5, "holdOut must be in 0 .. 0.5", holdOut);
    require(
        totalVariation >= 0 && totalVariation <= 1000,
        "totalVariation must be in 0 .. 1000",
        totalVariation);
  }

  static void require(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
