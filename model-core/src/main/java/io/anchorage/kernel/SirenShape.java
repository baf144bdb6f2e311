package io.anchorage.kernel;

import java.util.List;

/**
 * The sizes of a SIREN and where its parameters lie.
 *
 * <p>Layers 0 to {@code depth - 1} are sine layers of {@code width} units, layer {@code depth} is
 * linear:
 *
 * <pre>
 * h_0 = x,  h_(l+1) = sin(omega_l (h_l W_l + b_l)),  y = h_depth W_depth + b_depth + outputOffset
 * </pre>
 *
 * <p>Parameters are one array: W_0, b_0, W_1, b_1, ...; W_l is [fan in, fan out], row-major.
 *
 * @param inputs coordinates of a point, 1 to 3
 * @param width units of each sine layer
 * @param depth sine layers
 * @param outputs channels
 * @param omegas frequency factor of each sine layer, {@code depth} numbers; it multiplies the bias
 *     too
 * @param outputOffset added to every output
 */
public record SirenShape(
    int inputs, int width, int depth, int outputs, List<Float> omegas, float outputOffset) {
  /**
   * Points are padded to a multiple of this: two of the widest hardware vectors. A padded point has
   * coordinate zero and error zero.
   */
  public static final int BLOCK = 2 * LaneTree.LANES;

  private static final int LEAST_TILE = 256;
  private static final int MOST_TILE = 1024;
  private static final int TILE_ACTIVATIONS = 1 << 18;

  public SirenShape {
    omegas = List.copyOf(omegas);
    check(inputs >= 1 && inputs <= 3, "inputs must be in 1 .. 3", inputs);
    check(width >= 1, "width must be at least 1", width);
    check(depth >= 1, "depth must be at least 1", depth);
    check(outputs >= 1, "outputs must be at least 1", outputs);
    check(omegas.size() == depth, "omegas must be one a sine layer (" + depth + ")", omegas);
  }

  /** Sine layers and the linear one. */
  public int layers() {
    return depth + 1;
  }

  public int fanIn(int layer) {
    return layer == 0 ? inputs : width;
  }

  public int fanOut(int layer) {
    return layer == depth ? outputs : width;
  }

  /** Where W_layer begins. */
  public int weights(int layer) {
    return layer == 0
        ? 0
        : Math.addExact(
            (inputs + 1) * width,
            Math.multiplyExact(layer - 1, Math.multiplyExact(width + 1, width)));
  }

  /** Where b_layer begins. */
  public int biases(int layer) {
    return Math.addExact(weights(layer), Math.multiplyExact(fanIn(layer), fanOut(layer)));
  }

  /** Number of parameters. */
  public int parameters() {
    return Math.addExact(biases(depth), outputs);
  }

  /** What multiplies the layer's linear part: omega, or 1 for the linear layer. */
  public float factor(int layer) {
    return layer == depth ? 1f : omegas.get(layer);
  }

  /**
   * Points that are taken through the network together. Part of the specification, because a
   * gradient is the sum of the tiles' gradients in order. A multiple of {@link #BLOCK}.
   */
  public int tile() {
    int fitting = TILE_ACTIVATIONS / width & -BLOCK;
    return Math.max(LEAST_TILE, Math.min(MOST_TILE, fitting));
  }

  /** The smallest multiple of {@link #BLOCK} that is at least {@code points}. */
  public static int padded(int points) {
    return Math.addExact(points, BLOCK - 1) & -BLOCK;
  }

  /**
   * Folds omega into the sine layers: {@code folded = omega_l W_l, omega_l b_l}, so that no kernel
   * multiplies by it again.
   *
   * @param folded [parameters()], overwritten
   */
  public void fold(float[] parameters, float[] folded) {
    for (int layer = 0; layer < layers(); layer++) {
      float factor = factor(layer);
      int end = biases(layer) + fanOut(layer);
      for (int i = weights(layer); i < end; i++) {
        folded[i] = parameters[i] * factor;
      }
    }
  }

  private static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
