package io.anchorage.kernel;

/**
 * The sizes of a coordinate MLP, what its layers apply, and where its parameters lie.
 *
 * <p>Layers 0 to {@code depth - 1} are hidden, of {@code width} units; layer {@code depth} is
 * linear:
 *
 * <pre>
 * h_0     = mapping(x)
 * h_(l+1) = activation_l(h_l W_l + b_l)
 * y       = h_depth W_depth + b_depth + outputOffset
 * </pre>
 *
 * <p>Units of several linear parts or of complex values, as in {@link Gabor}, have more columns,
 * and the linear layer sees all numbers of a value.
 *
 * <p>Parameters are one array: W_0, b_0, W_1, b_1, ...; W_l is [fan in, fan out], row-major; then
 * those of the mapping.
 *
 * @param mapping from coordinates to the first layer's inputs
 * @param width units of each hidden layer
 * @param depth hidden layers
 * @param outputs channels
 * @param activation of the hidden layers, with numbers for {@code depth} of them
 * @param outputOffset added to every output
 */
public record MlpShape(
    InputMapping mapping,
    int width,
    int depth,
    int outputs,
    Activation activation,
    float outputOffset) {
  /**
   * Positions are padded to a multiple of this: two of the widest hardware vectors. What is padded
   * has coordinate zero and error zero.
   */
  public static final int BLOCK = 2 * LaneTree.LANES;

  private static final int LEAST_TILE = 256;
  private static final int MOST_TILE = 1024;
  private static final int TILE_ACTIVATIONS = 1 << 18;

  public MlpShape {
    check(width >= 1, "width must be at least 1", width);
    check(depth >= 1, "depth must be at least 1", depth);
    check(outputs >= 1, "outputs must be at least 1", outputs);
    check(
        activation.layers() == depth,
        "activation needs numbers for each of the " + depth + " hidden layers",
        activation);
  }

  /** What the first layer sees of a point. */
  public int inputs() {
    return mapping.features();
  }

  /**
   * Whether value and derivative of the first layer follow from one small table an axis: a sine of
   * the coordinates themselves, on a grid, is a sine of a sum of one angle an axis.
   */
  public boolean angleSums(MlpPoints points) {
    return points.product()
        && activation instanceof Sine
        && mapping instanceof InputMapping.Identity;
  }

  /** Hidden layers and the linear one. */
  public int layers() {
    return depth + 1;
  }

  public int fanIn(int layer) {
    if (layer == 0) {
      return inputs();
    }
    return layer == depth ? width * activation.values() : width;
  }

  public int fanOut(int layer) {
    return layer == depth ? outputs : width * activation.forms(layer);
  }

  /** Where W_layer begins. */
  public int weights(int layer) {
    if (layer == 0) {
      return 0;
    }
    int inner = Math.multiplyExact(width + 1, width * activation.forms(layer - 1));
    return Math.addExact(
        (inputs() + 1) * width * activation.forms(0), Math.multiplyExact(layer - 1, inner));
  }

  /** Where b_layer begins. */
  public int biases(int layer) {
    return Math.addExact(weights(layer), Math.multiplyExact(fanIn(layer), fanOut(layer)));
  }

  /** Where the mapping's own parameters begin, if it has any. */
  public int learnt() {
    return Math.addExact(biases(depth), outputs);
  }

  /** Number of parameters. */
  public int parameters() {
    return Math.addExact(learnt(), mapping.parameters());
  }

  /** What a hidden layer's derivative lacks to dh / dz: the activation's gain; 1 if linear. */
  public float gain(int layer) {
    return layer == depth ? 1f : activation.gain(layer);
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
   * The parameters that give phases: {@code scale_l W_l, scale_l b_l} for hidden layers, as they
   * are for the linear one. So no kernel multiplies by omega or pi again.
   *
   * @param phases [parameters()], overwritten
   */
  public void phases(float[] parameters, float[] phases) {
    for (int layer = 0; layer < layers(); layer++) {
      float factor = layer == depth ? 1f : activation.scale(layer);
      scale(parameters, factor, phases, weights(layer), biases(layer) + fanOut(layer));
    }
  }

  /**
   * The parameters that lead gradients back through a layer: {@code gain_l W_l} for hidden layers,
   * as they are for the linear one.
   *
   * @param slopes [parameters()], overwritten
   */
  public void slopes(float[] parameters, float[] slopes) {
    for (int layer = 0; layer < layers(); layer++) {
      scale(parameters, gain(layer), slopes, weights(layer), biases(layer) + fanOut(layer));
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
