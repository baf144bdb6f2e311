package io.anchorage.kernel;

import java.util.List;

/**
 * The sizes of a coordinate MLP and where its parameters lie.
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
public record MlpShape(
    int inputs, int width, int depth, int outputs, List<Float> omegas, float outputOffset) {
  /**
   * Positions are padded to a multiple of this: two of the widest hardware vectors. What is padded
   * has coordinate zero and error zero.
   */
  public static final int BLOCK = 2 * LaneTree.LANES;

  private static final int LEAST_TILE = 256;
  private static final int MOST_TILE = 1024;
  private static final int TILE_ACTIVATIONS = 1 << 18;

  public MlpShape {
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
   * Positions that are taken through the network together. Part of the specification, because a
   * gradient is the sum of the tiles' gradients in order. A multiple of {@link #BLOCK}.
   */
  public int tile() {
    int fitting = TILE_ACTIVATIONS / width & -BLOCK;
    return Math.max(LEAST_TILE, Math.min(MOST_TILE, fitting));
  }

  /** The smallest multiple of {@link #BLOCK} that is at least {@code positions}. */
  public static int padded(int positions) {
    return Math.addExact(positions, BLOCK - 1) & -BLOCK;
  }

  /** How this many positions are cut into tiles and strands. */
  public MlpTiles tiles(int positions) {
    return MlpTiles.of(positions, tile());
  }

  /**
   * The parameters that give phases in half turns: {@code omega_l W_l / pi, omega_l b_l / pi} for
   * sine layers, as they are for the linear one. So no kernel multiplies by omega or pi again.
   *
   * @param phases [parameters()], overwritten
   */
  public void phases(float[] parameters, float[] phases) {
    for (int layer = 0; layer < layers(); layer++) {
      float factor = layer == depth ? 1f : (float) (factor(layer) / Math.PI);
      scale(parameters, factor, phases, weights(layer), biases(layer) + fanOut(layer));
    }
  }

  /**
   * The parameters that lead gradients back through a layer: {@code omega_l W_l} for sine layers,
   * as they are for the linear one.
   *
   * @param slopes [parameters()], overwritten
   */
  public void slopes(float[] parameters, float[] slopes) {
    for (int layer = 0; layer < layers(); layer++) {
      scale(parameters, factor(layer), slopes, weights(layer), biases(layer) + fanOut(layer));
    }
  }

  private static void scale(float[] from, float factor, float[] to, int begin, int end) {
    for (int i = begin; i < end; i++) {
      to[i] = from[i] * factor;
    }
  }

  private static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
