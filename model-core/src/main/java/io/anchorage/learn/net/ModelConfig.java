package io.anchorage.learn.net;

import io.anchorage.cloud.ViewKind;
import io.anchorage.cloud.ViewShape;
import java.io.Serializable;
import java.util.Optional;

/** Everything that determines a model apart from its data; implemented by records. */
public interface ModelConfig extends Serializable {
  /** The model's name in configs and files. */
  String kind();

  /** The kind of view that the model takes. */
  ViewKind<?> takes();

  /**
   * Why the model cannot take views of a shape, as the end of a sentence: {@code whose networks
   * have one hidden layer}. Empty if it can.
   *
   * @param views of the kind that it takes
   */
  default Optional<String> refusal(ViewShape views) {
    return Optional.empty();
  }

  /**
   * Whether features must reach the model as they are, because their units mean something to it:
   * the phase of a sine, the weights of a network that it evaluates.
   */
  default boolean readsRawFeatures() {
    return false;
  }

  /**
   * Whether the order of a network's hidden units means nothing to the model, so that it can learn
   * from fits of different starts.
   */
  default boolean ignoresUnitOrder() {
    return false;
  }

  /**
   * Builds the model and registers its parameters.
   *
   * @param views of a shape that is not refused
   * @param classes at least 2
   */
  Model<?> build(ModelParameters plan, ViewShape views, int classes);
}
