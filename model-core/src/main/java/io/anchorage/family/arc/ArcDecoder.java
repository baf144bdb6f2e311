package io.anchorage.family.arc;

import io.anchorage.UserException;
import io.anchorage.family.arc.kernel.ArcShape;
import io.anchorage.family.arc.kernel.ArcWeights;
import io.anchorage.field.SharedParameters;
import io.anchorage.format.Tensor;
import io.anchorage.kernel.random.Philox;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The decoder shared by all clouds of a table: {@code y = V relu(W e + b) + v} with {@code e = [z_0
 * .. z_(n-1), r_0 .. r_(n-1)]}, r_j = (row, column). Its tensors have the names and layout of
 * PyTorch's {@code Sequential(Linear, ReLU, Linear)} under the name {@code decoder}.
 */
public final class ArcDecoder {
  static final String HIDDEN_WEIGHT = "decoder.0.weight";
  static final String HIDDEN_BIAS = "decoder.0.bias";
  static final String OUTPUT_WEIGHT = "decoder.2.weight";
  static final String OUTPUT_BIAS = "decoder.2.bias";

  private final ArcShape shape;
  private final float[] w;
  private final float[] b;
  private final float[] v;
  private final float[] vBias;

  private ArcDecoder(ArcShape shape, float[] w, float[] b, float[] v, float[] vBias) {
    this.shape = shape;
    this.w = w;
    this.b = b;
    this.v = v;
    this.vBias = vBias;
  }

  /**
   * Creates an untrained decoder: weights and biases of a layer uniform within 1 / sqrt(fan-in) of
   * 0.
   *
   * @param random a generator for each tensor name
   */
  public static ArcDecoder initial(
      ArcConfig config, int channels, Function<String, Philox> random) {
    int hidden = config.hidden();
    float bound = (float) (1 / Math.sqrt(hidden));
    return new ArcDecoder(
        new ArcShape(config.neighbours(), config.latentDim(), channels),
        uniform(random.apply(HIDDEN_WEIGHT), hidden * hidden, bound),
        uniform(random.apply(HIDDEN_BIAS), hidden, bound),
        uniform(random.apply(OUTPUT_WEIGHT), channels * hidden, bound),
        uniform(random.apply(OUTPUT_BIAS), channels, bound));
  }

  /**
   * Reads a table's decoder. The number of channels is that of its last layer.
   *
   * @throws UserException if a tensor is missing, or its shape does not match the config
   */
  public static ArcDecoder of(ArcConfig config, SharedParameters shared) {
    int hidden = config.hidden();
    Tensor v = tensor(shared, OUTPUT_WEIGHT);
    int channels = v.shape().isEmpty() ? 0 : v.shape().get(0);
    if (channels < 1) {
      throw wrong(OUTPUT_WEIGHT, v.shape(), List.of(1, hidden), config);
    }
    return new ArcDecoder(
        new ArcShape(config.neighbours(), config.latentDim(), channels),
        data(shared, HIDDEN_WEIGHT, List.of(hidden, hidden), config),
        data(shared, HIDDEN_BIAS, List.of(hidden), config),
        data(shared, OUTPUT_WEIGHT, List.of(channels, hidden), config),
        data(shared, OUTPUT_BIAS, List.of(channels), config));
  }

  public ArcShape shape() {
    return shape;
  }

  public int channels() {
    return shape.channels();
  }

  /** [hidden][n z + 2 n]. The decoder's own array, like those below. */
  public float[] hiddenWeight() {
    return w;
  }

  /** [hidden]. */
  public float[] hiddenBias() {
    return b;
  }

  /** [channels][hidden]. */
  public float[] outputWeight() {
    return v;
  }

  /** [channels]. */
  public float[] outputBias() {
    return vBias;
  }

  /** A copy of the weights in the kernels' layout. */
  public ArcWeights weights() {
    ArcWeights weights = new ArcWeights(shape);
    load(weights);
    return weights;
  }

  /** Copies the current weights into the kernels' weights. */
  public void load(ArcWeights weights) {
    weights.load(w, b, v, vBias);
  }

  /** The decoder as stored in a table. Arrays are shared, not copied. */
  public SharedParameters toShared() {
    int hidden = shape.hidden();
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put(HIDDEN_WEIGHT, new Tensor(List.of(hidden, hidden), w));
    tensors.put(HIDDEN_BIAS, new Tensor(List.of(hidden), b));
    tensors.put(OUTPUT_WEIGHT, new Tensor(List.of(channels(), hidden), v));
    tensors.put(OUTPUT_BIAS, new Tensor(List.of(channels()), vBias));
    return new SharedParameters(tensors);
  }

  private static float[] uniform(Philox random, int count, float bound) {
    float[] numbers = new float[count];
    random.fillUniform(numbers, 0, count, -bound, bound);
    return numbers;
  }

  private static float[] data(
      SharedParameters shared, String name, List<Integer> shape, ArcConfig config) {
    Tensor tensor = tensor(shared, name);
    if (!tensor.shape().equals(shape)) {
      throw wrong(name, tensor.shape(), shape, config);
    }
    return tensor.data();
  }

  private static Tensor tensor(SharedParameters shared, String name) {
    Tensor tensor = shared.tensors().get(name);
    if (tensor == null) {
      throw new UserException(
          UserException.Kind.INPUT,
          "The ARC decoder has no tensor %s, only %s: give a decoder written by this program, or none"
                  .formatted(name, shared.tensors().keySet())
              + " to have one trained");
    }
    return tensor;
  }

  private static UserException wrong(
      String name, List<Integer> found, List<Integer> wanted, ArcConfig config) {
    return new UserException(
        UserException.Kind.INPUT,
        ("ARC decoder tensor %s has shape %s, but the recipe needs %s (family.neighbours %d,"
                + " family.latent-dim %d): give the decoder of this recipe, or none to have one"
                + " trained")
            .formatted(name, found, wanted, config.neighbours(), config.latentDim()));
  }
}
