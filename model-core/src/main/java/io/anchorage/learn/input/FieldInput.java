package io.anchorage.learn.input;

import io.anchorage.cloud.FieldView;
import io.anchorage.cloud.ViewKind;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import java.io.Serializable;
import java.util.Optional;

/** How a field becomes the view that a model takes; implemented by records. */
public interface FieldInput extends Serializable {
  /** The input's name in configs and files. */
  String kind();

  /** The kind of view that it produces. */
  ViewKind<?> gives();

  /**
   * Why it cannot view fields of a family, as the end of a sentence: {@code which have no anchors}.
   * Empty if it can, as it can view those of any family unless it says otherwise.
   *
   * @param config of the fields' family
   */
  default Optional<String> refusal(FamilyConfig config) {
    return Optional.empty();
  }

  /**
   * A warning for anyone who learns from such fields, as a sentence in lower case. Empty if there
   * is none.
   *
   * @param config of the fields' family
   * @param repeats fits of each image
   */
  default Optional<String> warning(FamilyConfig config, int repeats) {
    return Optional.empty();
  }

  /**
   * The view of a field.
   *
   * @param config of the field's family, which must not be one that is refused
   * @param shared the shared parameters of the field's table
   * @throws IllegalArgumentException if the field does not match them
   */
  FieldView view(FamilyConfig config, SharedParameters shared, Field field);
}
