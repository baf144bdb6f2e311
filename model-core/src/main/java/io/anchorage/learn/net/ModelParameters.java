package io.anchorage.learn.net;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The parameters and buffers of a model, in the order in which its layers registered them. */
public final class ModelParameters {
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Buffer> buffers = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  public Parameter parameter(String name, Init init, long... shape) {
    checkNew(name);
    Parameter parameter = new Parameter(parameters.size(), name, new Shape(shape), init);
    parameters.add(parameter);
    return parameter;
  }

  public Buffer buffer(String name, float value, long... shape) {
    checkNew(name);
    Buffer buffer = new Buffer(buffers.size(), name, new Shape(shape), value);
    buffers.add(buffer);
    return buffer;
  }

  private void checkNew(String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("Two arrays of the model have the same name: " + name);
    }
  }

  public List<Parameter> parameters() {
    return Collections.unmodifiableList(parameters);
  }

  public List<Buffer> buffers() {
    return Collections.unmodifiableList(buffers);
  }

  /** The number of learned values. */
  public int size() {
    return Math.toIntExact(parameters.stream().mapToLong(p -> p.shape().size()).sum());
  }
}
