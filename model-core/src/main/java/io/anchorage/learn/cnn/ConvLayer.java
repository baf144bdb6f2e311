package io.anchorage.learn.cnn;

/**
 * One layer of the network: convolution with a bias, layer norm, ReLU. Its map is what comes out of
 * the ReLU.
 *
 * @param number from 1, as the thesis counts
 * @param inputs channels of the map before it; of the image for layer 1
 * @param outputs channels of its map
 * @param field from positions of its map to those of the map before it
 */
public record ConvLayer(int number, int inputs, int outputs, ReceptiveField field) {
  /** Height and width of its map. */
  public int side() {
    return field.outputSide();
  }

  /** Numbers in its map. */
  public int size() {
    return outputs * side() * side();
  }

  /** Multiply-adds of its convolution on one image. */
  public double multiplyAdds() {
    return (double) side() * side() * outputs * inputs * field.kernel() * field.kernel();
  }
}
