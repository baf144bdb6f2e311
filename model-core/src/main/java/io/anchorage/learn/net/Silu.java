package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;

/** The sigmoid linear unit, {@code x / (1 + exp(-x))}. */
public final class Silu {
  private Silu() {}

  public static NDArray of(Pass pass, NDArray x) {
    NDArray sigmoid = x.getNDArrayInternal().sigmoid();
    // A gradient needs the sigmoid as it is.
    return pass.training() ? sigmoid.mul(x) : sigmoid.muli(x);
  }
}
