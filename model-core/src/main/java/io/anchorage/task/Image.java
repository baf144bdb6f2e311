package io.anchorage.task;

import io.anchorage.kernel.random.Philox;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Signal;
import java.util.function.Function;

/** The image itself: the loss is the mean squared error over its pixels. */
public record Image() implements TaskConfig {
  public static Image defaults() {
    return new Image();
  }

  @Override
  public double holdOut() {
    return 0;
  }

  @Override
  public double totalVariation() {
    return 0;
  }

  @Override
  public boolean isImage() {
    return true;
  }

  @Override
  public boolean isPlain() {
    return true;
  }

  @Override
  public Observation observe(Signal image, Function<String, Philox> random)
      throws BadImageException {
    return Observed.pixels(image, image.values(), 0, 0, random);
  }
}
