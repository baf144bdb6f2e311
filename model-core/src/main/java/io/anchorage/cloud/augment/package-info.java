/**
 * Augmentations of clouds in weight space, as published with ARC (J. Luijmes, A. Gielisse, R.
 * Knyazhitskiy, J. van Gemert: ARC: Anchored Representation Clouds for High-Resolution INR
 * Classification, 2025, section 3.3 and figure 3). They change the points without decoding the
 * field.
 */
package io.anchorage.cloud.augment;
