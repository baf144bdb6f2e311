/**
 * Augmentations that change fields without decoding them. Of clouds, as published with ARC (J.
 * Luijmes, A. Gielisse, R. Knyazhitskiy, J. van Gemert: ARC: Anchored Representation Clouds for
 * High-Resolution INR Classification, 2025, section 3.3 and figure 3). Of networks, as A. Shamsian
 * et al. publish them (Improved generalization of weight space networks via augmentations, 2024).
 */
package io.anchorage.cloud.augment;
