package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * A convolution of images whose channels and filters are made up with zeros to multiples of {@value
 * #BLOCK}; the results of the zeros are dropped.
 *
 * <p>The oneDNN 3.7.1 of PyTorch 2.7.1 goes through channels in blocks. In gradients it multiplies
 * an incomplete block, too, with what the memory behind the last channel happens to hold: gradients
 * differ from run to run, and are NaN if that memory is. Images of one to three channels, whose
 * layout has no blocks, are left as they are.
 */
public final class Convolve {
  /** The largest block: AVX-512 holds as many floats in a register. */
  private static final int BLOCK = 16;

  private static final int UNBLOCKED = 3;

  private Convolve() {}

  /**
   * Convolves.
   *
   * @param x [images, from, height, width]
   * @param filters [to, from, side, side]
   * @param bias [to], or null for none
   * @return [images, to, ...]
   */
  public static NDArray images(
      Pass pass, NDArray x, NDArray filters, NDArray bias, Shape stride, Shape padding) {
    long to = filters.size(0);
    long from = filters.size(1);
    long channels = from <= UNBLOCKED ? from : whole(from);
    NDArray images = madeUp(pass, x, 1, channels);
    NDArray square = madeUp(pass, madeUp(pass, filters, 1, channels), 0, whole(to));
    NDArray offsets = bias == null ? null : madeUp(pass, bias, 0, whole(to));
    NDArray y =
        images
            .getNDArrayInternal()
            .convolution(images, square, offsets, stride, padding, new Shape(1, 1), 1)
            .head();
    return to == whole(to) ? y : y.split(new long[] {to}, 1).get(0);
  }

  private static long whole(long channels) {
    return (channels + BLOCK - 1) / BLOCK * BLOCK;
  }

  private static NDArray madeUp(Pass pass, NDArray x, int axis, long size) {
    long missing = size - x.size(axis);
    if (missing == 0) {
      return x;
    }
    long[] shape = x.getShape().getShape().clone();
    shape[axis] = missing;
    return x.concat(pass.zeros(shape), axis);
  }
}
