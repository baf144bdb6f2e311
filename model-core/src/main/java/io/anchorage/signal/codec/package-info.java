/**
 * Image files: headers read before any pixel memory is taken, decoders that give exact pixels, IDX
 * and CIFAR-10 records, and the way back to PNG.
 */
package io.anchorage.signal.codec;
