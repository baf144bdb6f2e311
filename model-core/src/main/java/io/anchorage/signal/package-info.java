/**
 * Images in, signals out: decoders, transforms, normalisation, and the sampling of anchors. A
 * {@code Raster} holds exact pixels as they were stored; a {@code Signal} is what a field is fitted
 * to.
 */
package io.anchorage.signal;
