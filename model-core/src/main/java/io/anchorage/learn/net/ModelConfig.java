package io.anchorage.learn.net;

import io.anchorage.cloud.ViewKind;
import java.io.Serializable;

/** Everything that determines a model apart from its data; implemented by records. */
public interface ModelConfig extends Serializable {
  /** The model's name in configs and files. */
  String kind();

  /** The kind of view that the model takes. */
  ViewKind<?> takes();

  /**
   * Builds the model and registers its parameters.
   *
   * @param dim length of a feature vector
   * @param classes at least 2
   */
  Model<?> build(ModelParameters plan, int dim, int classes);
}
