package io.anchorage.learn.cnn;

import ai.djl.ndarray.types.Shape;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Kinds;
import io.anchorage.format.Safetensors;
import io.anchorage.format.Tensor;
import io.anchorage.format.TensorFile;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Weights;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A network's architecture and weights, with notes about it. Stored as one safetensors file whose
 * metadata hold the architecture as JSON under the key {@code architecture}.
 *
 * @param config the architecture
 * @param weights by the names that {@link AllCnn} gives them; checked
 * @param about free text by key, such as its origin
 */
public record CnnCheckpoint(
    AllCnnConfig config, SortedMap<String, Tensor> weights, SortedMap<String, String> about) {
  /** The key in {@link #metadata} under which the architecture is stored as JSON. */
  public static final String ARCHITECTURE = "architecture";

  /**
   * @throws IllegalArgumentException in one line, if the weights do not fit the architecture
   */
  public CnnCheckpoint {
    check(config, weights);
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    about = Collections.unmodifiableSortedMap(new TreeMap<>(about));
  }

  /**
   * The network before training.
   *
   * @param seed random seed; each array depends only on the seed and the array's name
   */
  public static CnnCheckpoint initial(AllCnnConfig config, long seed) {
    return new CnnCheckpoint(config, Weights.drawn(plan(config), seed), new TreeMap<>());
  }

  /**
   * A snapshot of a network in training.
   *
   * @param weights copied from the device
   * @param epochs number of epochs completed so far
   * @param seed random seed of the training
   */
  public static CnnCheckpoint trained(AllCnnConfig config, Weights weights, int epochs, long seed) {
    TreeMap<String, String> about = new TreeMap<>();
    about.put("epochs", Integer.toString(epochs));
    about.put("seed", Long.toString(seed));
    return new CnnCheckpoint(config, weights.tensors(), about);
  }

  private static ModelParameters plan(AllCnnConfig config) {
    ModelParameters plan = new ModelParameters();
    new AllCnn(config, plan).config();
    return plan;
  }

  static void check(AllCnnConfig config, SortedMap<String, Tensor> weights) {
    for (Parameter parameter : plan(config).parameters()) {
      Tensor tensor = weights.get(parameter.name());
      if (tensor == null) {
        throw new IllegalArgumentException(
            "The network's array %s is missing".formatted(parameter.name()));
      }
      List<Integer> shape = extents(parameter.shape());
      if (!tensor.shape().equals(shape)) {
        throw new IllegalArgumentException(
            "The network's array %s has shape %s, the stored one %s"
                .formatted(parameter.name(), shape, tensor.shape()));
      }
    }
  }

  private static List<Integer> extents(Shape shape) {
    return Arrays.stream(shape.getShape()).mapToObj(Math::toIntExact).toList();
  }

  /** Encodes the network as a file; equal networks give identical bytes. */
  public byte[] encode() {
    return Safetensors.encode(new TensorFile(weights, metadata()));
  }

  /** The file's metadata: the notes about the network, and its architecture. */
  public SortedMap<String, String> metadata() {
    SortedMap<String, String> text = new TreeMap<>(about);
    text.put(ARCHITECTURE, json(config));
    return text;
  }

  /**
   * Decodes a file's content.
   *
   * @param name the file's name, for messages
   * @throws UserException of kind INPUT in one line, if it is damaged or is not a network
   */
  public static CnnCheckpoint decode(byte[] bytes, String name) {
    try {
      TensorFile file = Safetensors.decode(bytes, name);
      SortedMap<String, String> about = new TreeMap<>(file.metadata());
      String architecture = about.remove(ARCHITECTURE);
      if (architecture == null) {
        throw new IllegalArgumentException("its metadata have no " + ARCHITECTURE);
      }
      return new CnnCheckpoint(config(architecture, name), file.tensors(), about);
    } catch (IOException | IllegalArgumentException | UserException e) {
      throw new UserException(
          Kind.INPUT,
          "Checkpoint %s cannot be used: %s; give a network that feature-maps wrote"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private static AllCnnConfig config(String json, String name) {
    return new ConfigBinder(Kinds.sealed())
        .bind(ConfigReader.parse(json, name), AllCnnConfig.defaults());
  }

  /**
   * Checks that this network has the wanted architecture.
   *
   * @param wanted the architecture asked for
   * @param name the name of this network's file, for messages
   * @throws UserException of kind INPUT, naming both architectures, if they differ
   */
  public void requireArchitecture(AllCnnConfig wanted, String name) {
    if (!config.equals(wanted)) {
      throw new UserException(
          Kind.INPUT,
          "Checkpoint %s has architecture %s, the config says %s; give the checkpoint's, or another file"
              .formatted(name, json(config), json(wanted)));
    }
  }

  private static String json(AllCnnConfig config) {
    return new ConfigDump(Kinds.sealed()).json(config);
  }
}
