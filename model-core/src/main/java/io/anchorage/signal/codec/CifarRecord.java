package io.anchorage.signal.codec;

import io.anchorage.signal.Raster;

/**
 * One image of CIFAR.
 *
 * @param label class number, from 0
 * @param raster 32x32 RGB, 8 bit
 */
public record CifarRecord(int label, Raster raster) {}
