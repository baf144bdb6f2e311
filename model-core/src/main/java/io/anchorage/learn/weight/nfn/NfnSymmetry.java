package io.anchorage.learn.weight.nfn;

import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.weight.part.Part;
import java.util.List;

/** Which units a neural functional takes to be exchangeable. */
public enum NfnSymmetry {
  /** Those of hidden layers ({@code HNP}, hidden neuron permutation). */
  HNP,
  /**
   * Inputs and outputs, too ({@code NP}, neuron permutation), which are then told apart by an
   * encoding of their positions: fewer parameters.
   */
  NP;

  List<Part> parts(MlpShape shape) {
    return this == HNP ? Part.ofHiddenUnits(shape) : Part.ofAllUnits(shape);
  }
}
