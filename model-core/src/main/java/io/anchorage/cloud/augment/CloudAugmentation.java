package io.anchorage.cloud.augment;

/** A random change of clouds. */
public sealed interface CloudAugmentation extends Augmentation
    permits Noise, Masking, Push, Jumble, Rotate, Flip, Shift, ArcMix {}
