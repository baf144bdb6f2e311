package io.anchorage.learn.cnn;

/**
 * One layer of the network: convolution with a bias, layer norm, ReLU. Its map is the output of the
 * ReLU.
 *
 * @param number from 1, as in the thesis
 * @param inputs channels of the preceding map, or of the image for layer 1
 * @param outputs channels of its map
 * @param field maps its positions to those of the preceding map
 */
public record ConvLayer(int number, int inputs, int outputs, ReceptiveField field) {
  /** Height and width of its map. */
  public int side() {
    return field.outputSide();
  }

  /** Values in its map. */
  public int size() {
    return outputs * side() * side();
  }

  /** Multiply-adds of its convolution on one image. */
  public double multiplyAdds() {
    return (double) side() * side() * outputs * inputs * field.kernel() * field.kernel();
  }
}
