package io.anchorage.learn;

import io.anchorage.learn.input.AnchoredProbes;
import io.anchorage.learn.input.FieldInput;
import io.anchorage.learn.input.Latents;
import io.anchorage.learn.input.Rendered;
import io.anchorage.learn.weight.Pixels;
import io.anchorage.learn.weight.Weights;
import java.util.List;

/** The inputs there are: one line each. {@code conf/README.md} lists them, too. */
public final class Inputs {
  private static final List<FieldInput> DEFAULTS =
      List.of(
          new Latents(),
          AnchoredProbes.defaults(),
          Rendered.defaults(),
          new Weights(),
          Pixels.defaults());

  private Inputs() {}

  /** The defaults of each input, in the order in which they are offered. */
  public static List<FieldInput> defaults() {
    return DEFAULTS;
  }
}
