package io.anchorage.learn.net;

import io.anchorage.cloud.ViewKind;
import java.io.Serializable;

/** What decides a model apart from its data; implemented by records. */
public interface ModelConfig extends Serializable {
  /** The model's name in configs and files. */
  String kind();

  /** What the model sees of a field. */
  ViewKind<?> takes();

  /**
   * The model, whose parameters are entered in the plan.
   *
   * @param dim length of a feature vector
   * @param classes at least 2
   */
  Model<?> build(ModelParameters plan, int dim, int classes);
}
