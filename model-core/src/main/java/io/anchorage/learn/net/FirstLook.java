package io.anchorage.learn.net;

import io.anchorage.cloud.FieldView;
import io.anchorage.format.Tensor;
import java.util.List;
import java.util.SortedMap;

/**
 * A pass over the training samples before the first step, from which a model takes the start of
 * some of its parameters.
 *
 * @param <V> the view of a field that the model takes
 */
public interface FirstLook<V extends FieldView> extends AutoCloseable {
  /**
   * Takes some more of the training samples.
   *
   * @param views at least one, with normalised features
   */
  void see(List<V> views);

  /** The start of some parameters, by name, after all samples have been seen. */
  SortedMap<String, Tensor> start();

  @Override
  void close();
}
