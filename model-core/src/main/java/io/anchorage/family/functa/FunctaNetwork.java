package io.anchorage.family.functa;

import io.anchorage.UserException;
import io.anchorage.field.SharedParameters;
import io.anchorage.format.Tensor;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Sine;
import io.anchorage.kernel.random.Philox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What all fields of a table share: the SIREN, the map from a field's vector to its modulations,
 * the vector at which fits begin, and perhaps the sizes of their steps.
 */
final class FunctaNetwork {
  static final String NETWORK = "network";
  static final String MAP = "map";
  static final String START = "start";
  static final String STEP_SIZES = "step-sizes";
  static final float OFFSET = 0.5f;

  /** Published: fits begin at a random vector within this of 0. */
  private static final float START_BOUND = 0.01f;

  private final FunctaConfig config;
  private final MlpShape shape;
  private final LatentMap map;
  private final float[] parameters;
  private final float[] start;
  private final float[] stepSizes;

  private FunctaNetwork(
      FunctaConfig config,
      MlpShape shape,
      LatentMap map,
      float[] parameters,
      float[] start,
      float[] stepSizes) {
    this.config = config;
    this.shape = shape;
    this.map = map;
    this.parameters = parameters;
    this.start = start;
    this.stepSizes = stepSizes;
  }

  private static MlpShape shape(FunctaConfig config, int axes, int channels) {
    return new MlpShape(
        new InputMapping.Identity(axes),
        config.width(),
        config.depth(),
        channels,
        new Sine(Collections.nCopies(config.depth(), config.omega())),
        OFFSET);
  }

  private static LatentMap map(FunctaConfig config) {
    List<Integer> sizes = new ArrayList<>();
    sizes.add(config.latentDim());
    sizes.addAll(config.mapWidths());
    sizes.add(config.depth() * config.width() * config.modulation().numbers());
    return new LatentMap(sizes);
  }

  /**
   * An untrained network: SIREN's start, and a map of the variance 1 / fan-in; biases are 0.
   *
   * @param random a generator for each tensor name
   */
  static FunctaNetwork initial(
      FunctaConfig config, int axes, int channels, Function<String, Philox> random) {
    MlpShape shape = shape(config, axes, channels);
    LatentMap map = map(config);
    float[] all = new float[Math.addExact(shape.parameters(), map.parameters())];
    for (int l = 0; l < shape.layers(); l++) {
      double bound = l == 0 ? 1.0 / axes : Math.sqrt(6.0 / shape.fanIn(l)) / config.omega();
      fill(all, shape.weights(l), shape.biases(l), bound, random.apply(NETWORK + ".W" + l));
    }
    for (int l = 0; l < map.layers(); l++) {
      int from = shape.parameters() + map.weights(l);
      int to = shape.parameters() + map.biases(l);
      fill(all, from, to, Math.sqrt(3.0 / map.in(l)), random.apply(MAP + ".W" + l));
    }
    float[] start = new float[config.latentDim()];
    fill(start, 0, start.length, START_BOUND, random.apply(START));
    return new FunctaNetwork(config, shape, map, all, start, null);
  }

  private static void fill(float[] all, int from, int to, double bound, Philox random) {
    random.fillUniform(all, from, to, (float) -bound, (float) bound);
  }

  /**
   * Reads a table's shared parameters.
   *
   * @throws UserException if a tensor is missing, or its shape does not match the config
   */
  static FunctaNetwork of(FunctaConfig config, SharedParameters shared) {
    Tensor first = tensor(shared, NETWORK + ".W0");
    Tensor last = tensor(shared, NETWORK + ".b" + config.depth());
    int axes = first.shape().isEmpty() ? 0 : first.shape().get(0);
    int channels = last.data().length;
    if (axes < 1 || channels < 1) {
      throw wrong(NETWORK + ".W0", first.shape(), List.of(2, config.width()));
    }
    MlpShape shape = shape(config, axes, channels);
    LatentMap map = map(config);
    float[] all = new float[Math.addExact(shape.parameters(), map.parameters())];
    for (int l = 0; l < shape.layers(); l++) {
      List<Integer> sizes = List.of(shape.fanIn(l), shape.fanOut(l));
      copy(shared, NETWORK + ".W" + l, sizes, all, shape.weights(l));
      copy(shared, NETWORK + ".b" + l, sizes.subList(1, 2), all, shape.biases(l));
    }
    for (int l = 0; l < map.layers(); l++) {
      List<Integer> sizes = List.of(map.in(l), map.out(l));
      copy(shared, MAP + ".W" + l, sizes, all, shape.parameters() + map.weights(l));
      copy(shared, MAP + ".b" + l, sizes.subList(1, 2), all, shape.parameters() + map.biases(l));
    }
    float[] start = new float[config.latentDim()];
    copy(shared, START, List.of(start.length), start, 0);
    float[] sizes = null;
    if (shared.tensors().containsKey(STEP_SIZES)) {
      sizes = new float[config.latentDim()];
      copy(shared, STEP_SIZES, List.of(sizes.length), sizes, 0);
    }
    return new FunctaNetwork(config, shape, map, all, start, sizes);
  }

  private static void copy(
      SharedParameters shared, String name, List<Integer> sizes, float[] into, int at) {
    Tensor tensor = tensor(shared, name);
    if (!tensor.shape().equals(sizes)) {
      throw wrong(name, tensor.shape(), sizes);
    }
    System.arraycopy(tensor.data(), 0, into, at, tensor.data().length);
  }

  private static Tensor tensor(SharedParameters shared, String name) {
    Tensor tensor = shared.tensors().get(name);
    if (tensor == null) {
      throw new UserException(
          UserException.Kind.INPUT,
          "The shared network of the functa has no tensor %s, only %s: give the file of a table of functa, or none to have one learnt"
              .formatted(name, shared.tensors().keySet()));
    }
    return tensor;
  }

  private static UserException wrong(String name, List<Integer> found, List<Integer> wanted) {
    return new UserException(
        UserException.Kind.INPUT,
        "Tensor %s of the shared network has shape %s, but the recipe needs %s (fit.family): give the file of this recipe, or none to have one learnt"
            .formatted(name, found, wanted));
  }

  /** The parameters as a table stores them. */
  SharedParameters toShared() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    for (int l = 0; l < shape.layers(); l++) {
      put(tensors, NETWORK, l, shape.fanIn(l), shape.fanOut(l), shape.weights(l));
    }
    for (int l = 0; l < map.layers(); l++) {
      put(tensors, MAP, l, map.in(l), map.out(l), shape.parameters() + map.weights(l));
    }
    tensors.put(START, new Tensor(List.of(start.length), start.clone()));
    if (stepSizes != null) {
      tensors.put(STEP_SIZES, new Tensor(List.of(stepSizes.length), stepSizes.clone()));
    }
    return new SharedParameters(tensors);
  }

  private void put(
      SortedMap<String, Tensor> tensors, String part, int layer, int in, int out, int at) {
    int end = at + in * out;
    tensors.put(
        part + ".W" + layer, new Tensor(List.of(in, out), Arrays.copyOfRange(parameters, at, end)));
    tensors.put(
        part + ".b" + layer,
        new Tensor(List.of(out), Arrays.copyOfRange(parameters, end, end + out)));
  }

  /** The SIREN that a modulated one is an instance of. */
  MlpShape shape() {
    return shape;
  }

  /** All shared parameters, those of the SIREN before those of the map. Its own array. */
  float[] parameters() {
    return parameters;
  }

  /** The vector at which fits begin. Its own array: do not modify. */
  float[] start() {
    return start;
  }

  /** The size of the gradient step along each number of a vector. */
  float stepSize(int index) {
    return stepSizes == null ? config.stepSize() : stepSizes[index];
  }

  /** Whether fits take gradient steps of these sizes, rather than Adam's. */
  boolean hasStepSizes() {
    return stepSizes != null || config.stepSize() > 0;
  }

  /** What a vector makes of the SIREN. */
  Modulated modulated(float[] vector) {
    return new Modulated(vector);
  }

  /**
   * The SIREN of one vector. A unit's scale and shift go into its weights and its bias: {@code
   * scale (h W + b) + shift = h (scale W) + (scale b + shift)}.
   */
  final class Modulated {
    private final List<float[]> values;
    private final float[] weights;

    private Modulated(float[] vector) {
      float[] own = mapParameters();
      values = map.forward(own, vector);
      weights = Arrays.copyOf(parameters, shape.parameters());
      for (int l = 0; l < config.depth(); l++) {
        for (int o = 0; o < config.width(); o++) {
          float scale = scale(l, o);
          for (int i = 0; i <= shape.fanIn(l); i++) {
            weights[shape.weights(l) + i * config.width() + o] *= scale;
          }
          if (config.modulation().shifts()) {
            weights[shape.biases(l) + o] += modulations()[at(l, o, true)];
          }
        }
      }
    }

    /** In the layout of {@link MlpShape}. Its own array: do not modify. */
    float[] weights() {
      return weights;
    }

    private float[] modulations() {
      return values.get(values.size() - 1);
    }

    private float scale(int layer, int unit) {
      return config.modulation().scales() ? 1f + modulations()[at(layer, unit, false)] : 1f;
    }

    private int at(int layer, int unit, boolean shift) {
      int numbers = config.modulation().numbers();
      int block = numbers * config.width() * layer;
      return block + (shift && numbers == 2 ? config.width() : 0) + unit;
    }

    /**
     * The gradient of a loss by the vector.
     *
     * @param gradient of the loss by {@link #weights}
     */
    float[] gradient(float[] gradient) {
      float[] outputs = new float[modulations().length];
      for (int l = 0; l < config.depth(); l++) {
        for (int o = 0; o < config.width(); o++) {
          if (config.modulation().shifts()) {
            outputs[at(l, o, true)] = gradient[shape.biases(l) + o];
          }
          if (config.modulation().scales()) {
            outputs[at(l, o, false)] = byScale(gradient, l, o);
          }
        }
      }
      return map.backward(mapParameters(), values, outputs);
    }

    /** b follows W, so row fan-in of W is b. */
    private float byScale(float[] gradient, int layer, int unit) {
      float sum = 0;
      for (int i = 0; i <= shape.fanIn(layer); i++) {
        int w = shape.weights(layer) + i * config.width() + unit;
        sum += gradient[w] * parameters[w];
      }
      return sum;
    }

    private float[] mapParameters() {
      return Arrays.copyOfRange(parameters, shape.parameters(), parameters.length);
    }
  }
}
