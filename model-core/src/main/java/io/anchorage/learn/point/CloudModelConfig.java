package io.anchorage.learn.point;

import io.anchorage.learn.net.ModelParameters;
import java.io.Serializable;

/** What decides a model apart from its data; implemented by records. */
public interface CloudModelConfig extends Serializable {
  /** The model's name in configs and files. */
  String kind();

  /**
   * The model, whose parameters are entered in the plan.
   *
   * @param dim features of a point
   * @param classes at least 2
   */
  CloudModel build(ModelParameters plan, int dim, int classes);
}
