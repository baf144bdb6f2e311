/**
 * Image files: headers that are read before memory is allocated for pixels, decoders that give
 * exact pixels, IDX and CIFAR-10 records, and a PNG encoder.
 */
package io.anchorage.signal.codec;
