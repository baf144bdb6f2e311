package io.anchorage.learn.input;

import io.anchorage.cloud.FieldView;
import io.anchorage.cloud.ViewKind;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import java.io.Serializable;
import java.util.Optional;

/** How a field becomes what a model sees of it; implemented by records. */
public interface FieldInput extends Serializable {
  /** The input's name in configs and files. */
  String kind();

  /** The views that it makes. */
  ViewKind<?> gives();

  /**
   * Why it cannot show fields of a family, as the end of a sentence: {@code which have no anchors}.
   * Empty if it can.
   *
   * @param config of the fields' family
   */
  Optional<String> refusal(FamilyConfig config);

  /**
   * What should be told to whoever learns from such fields, as a sentence in lower case. Empty if
   * there is nothing.
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
   * @param config of the field's family, which is not refused
   * @param shared the shared parameters of the field's table
   * @throws IllegalArgumentException if the field does not belong to them
   */
  FieldView view(FamilyConfig config, SharedParameters shared, Field field);
}
