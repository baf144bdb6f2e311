package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * A convolution of images with a number of filters that is a multiple of {@value #BLOCK}: others
 * are made up with zeros, whose results are dropped.
 *
 * <p>The oneDNN 3.7.1 of PyTorch 2.7.1 goes through channels in blocks. In the gradient by the
 * images it sums over the filters of an incomplete block, too, times what the memory behind the
 * last filter happens to hold: the gradient differs from run to run, and is NaN if that memory is.
 */
public final class Convolve {
  /** The largest block: AVX-512 holds as many floats in a register. */
  private static final int BLOCK = 16;

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
    long missing = Math.floorMod(-to, BLOCK);
    if (missing == 0) {
      return plain(x, filters, bias, stride, padding);
    }
    Shape all = filters.getShape();
    NDArray zeros = pass.zeros(missing, all.get(1), all.get(2), all.get(3));
    NDArray whole = filters.concat(zeros, 0);
    NDArray offsets = bias == null ? null : bias.concat(pass.zeros(missing), 0);
    return plain(x, whole, offsets, stride, padding).split(new long[] {to}, 1).get(0);
  }

  private static NDArray plain(
      NDArray x, NDArray filters, NDArray bias, Shape stride, Shape padding) {
    return x.getNDArrayInternal()
        .convolution(x, filters, bias, stride, padding, new Shape(1, 1), 1)
        .head();
  }
}
