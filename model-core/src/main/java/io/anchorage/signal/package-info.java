/**
 * Images in, signals out: decoders, transforms, normalisation, and where to sample. A {@code
 * Raster} holds exact pixels as they were stored; a {@code Signal} is what a field is fitted to.
 */
package io.anchorage.signal;
