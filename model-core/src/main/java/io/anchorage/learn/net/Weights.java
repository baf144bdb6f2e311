package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.anchorage.format.Tensor;
import io.anchorage.kernel.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model's values on the device: all parameters concatenated in one array, so that an optimiser
 * step takes a handful of operations, and the buffers.
 */
public final class Weights {
  private final ModelParameters plan;
  private final NDArray values;
  private final NDList buffers = new NDList();

  private Weights(ModelParameters plan, NDManager manager, Tensors torch, float[] values) {
    this.plan = plan;
    this.values = create(manager, torch, values, new Shape(values.length));
    for (Buffer buffer : plan.buffers()) {
      buffers.add(manager.full(buffer.shape(), buffer.value(), torch.type()));
    }
  }

  /**
   * The initial weights.
   *
   * @param manager owns the arrays
   * @param seed of the run; each parameter's values depend on it and on the parameter's name
   */
  public static Weights initial(ModelParameters plan, NDManager manager, Tensors torch, long seed) {
    float[] values = new float[plan.size()];
    int at = 0;
    for (Parameter parameter : plan.parameters()) {
      float[] own = draw(parameter, seed);
      System.arraycopy(own, 0, values, at, own.length);
      at += own.length;
    }
    return new Weights(plan, manager, torch, values);
  }

  /** The initial parameters by name, on the host; needs no device. */
  public static SortedMap<String, Tensor> drawn(ModelParameters plan, long seed) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    for (Parameter parameter : plan.parameters()) {
      tensors.put(parameter.name(), new Tensor(extents(parameter.shape()), draw(parameter, seed)));
    }
    return tensors;
  }

  private static float[] draw(Parameter parameter, long seed) {
    float[] values = new float[Math.toIntExact(parameter.shape().size())];
    parameter.init().fill(values, new Seeds(seed, parameter.name(), 0).stream("parameter"));
    return values;
  }

  private static NDArray create(NDManager manager, Tensors torch, float[] values, Shape shape) {
    NDArray array = manager.create(values, shape);
    if (torch.type() == DataType.FLOAT32) {
      return array;
    }
    NDArray typed = array.toType(torch.type(), true);
    array.close();
    return typed;
  }

  /** All parameters, concatenated in registration order. */
  public NDArray values() {
    return values;
  }

  NDArray of(Buffer buffer) {
    return buffers.get(buffer.index());
  }

  /** The parameters as views of a flat array, each in its own shape. */
  NDList views(NDArray flat) {
    List<Parameter> parameters = plan.parameters();
    long[] cuts = new long[parameters.size() - 1];
    long at = 0;
    for (int i = 0; i < cuts.length; i++) {
      at += parameters.get(i).shape().size();
      cuts[i] = at;
    }
    NDList parts = cuts.length == 0 ? new NDList(flat) : flat.split(cuts);
    NDList views = new NDList(parameters.size());
    for (int i = 0; i < parameters.size(); i++) {
      views.add(parts.get(i).reshape(parameters.get(i).shape()));
    }
    return views;
  }

  /** Parameters and buffers by name, on the host. */
  public SortedMap<String, Tensor> tensors() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    float[] all = floats(values);
    int at = 0;
    for (Parameter parameter : plan.parameters()) {
      int size = Math.toIntExact(parameter.shape().size());
      tensors.put(
          parameter.name(),
          new Tensor(extents(parameter.shape()), Arrays.copyOfRange(all, at, at + size)));
      at += size;
    }
    for (Buffer buffer : plan.buffers()) {
      tensors.put(buffer.name(), new Tensor(extents(buffer.shape()), floats(of(buffer))));
    }
    return tensors;
  }

  /**
   * Loads what {@link #tensors()} of the same model returned; other tensors are ignored.
   *
   * @throws IllegalArgumentException with a one-line message if a tensor is missing or has another
   *     shape
   */
  public void load(SortedMap<String, Tensor> tensors) {
    float[] all = new float[plan.size()];
    int at = 0;
    for (Parameter parameter : plan.parameters()) {
      float[] own = find(tensors, parameter.name(), parameter.shape());
      System.arraycopy(own, 0, all, at, own.length);
      at += own.length;
    }
    set(values, all);
    for (Buffer buffer : plan.buffers()) {
      set(of(buffer), find(tensors, buffer.name(), buffer.shape()));
    }
  }

  private static float[] find(SortedMap<String, Tensor> tensors, String name, Shape shape) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("Array %s of the model is missing".formatted(name));
    }
    if (!tensor.shape().equals(extents(shape))) {
      throw new IllegalArgumentException(
          "Array %s has shape %s in the model but %s in the file"
              .formatted(name, extents(shape), tensor.shape()));
    }
    return tensor.data();
  }

  private static void set(NDArray array, float[] values) {
    try (NDArray held = array.getManager().create(values, array.getShape());
        NDArray typed = held.toType(array.getDataType(), true)) {
      typed.copyTo(array);
    }
  }

  private static float[] floats(NDArray array) {
    try (NDArray held = array.toType(DataType.FLOAT32, true)) {
      return held.toFloatArray();
    }
  }

  private static List<Integer> extents(Shape shape) {
    List<Integer> extents = new ArrayList<>();
    for (long extent : shape.getShape()) {
      extents.add(Math.toIntExact(extent));
    }
    return extents;
  }
}
