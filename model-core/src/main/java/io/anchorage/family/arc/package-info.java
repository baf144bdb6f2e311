/**
 * Anchored representation clouds: J. Luijmes, A. Gielisse, R. Knyazhitskiy, J. van Gemert, ARC:
 * Anchored Representation Clouds for High-Resolution INR Classification (2025).
 */
package io.anchorage.family.arc;
