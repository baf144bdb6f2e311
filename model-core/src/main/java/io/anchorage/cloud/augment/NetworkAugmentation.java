package io.anchorage.cloud.augment;

import io.anchorage.kernel.MlpShape;
import java.util.Optional;

/** A random change of the parameters of coordinate MLPs. */
public sealed interface NetworkAugmentation extends Augmentation
    permits Reorder,
        FlipSigns,
        TurnPhases,
        MoveImage,
        TurnImage,
        ZoomImage,
        MirrorImage,
        WeightNoise,
        QuantileDropout,
        RebasinMix {
  /**
   * Why it is not for some networks, as the end of a sentence: {@code have no phases}. Empty if it
   * is.
   */
  default Optional<String> refusal(MlpShape network) {
    return Optional.empty();
  }
}
