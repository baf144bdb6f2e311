package io.anchorage.fit.check;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.signal.Signal;
import java.util.List;

/**
 * One kind of fit that an engine is tested on.
 *
 * @param name shown in the table
 * @param images at least one
 */
public record SelfTestCase(
    String name, FitRecipe recipe, SharedParameters shared, List<Signal> images) {
  public SelfTestCase {
    images = List.copyOf(images);
    if (images.isEmpty()) {
      throw new IllegalArgumentException("a self-test needs at least one image");
    }
  }
}
