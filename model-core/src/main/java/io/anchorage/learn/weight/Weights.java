package io.anchorage.learn.weight;

import io.anchorage.cloud.ViewKind;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.Layered;
import io.anchorage.field.LayoutEntry;
import io.anchorage.field.SharedParameters;
import io.anchorage.learn.input.FieldInput;
import java.util.List;
import java.util.Optional;

/**
 * A field's parameters as stored, as one vector: for every family whose fields all have the same
 * number of parameters.
 */
public record Weights() implements FieldInput {
  /** The name in configs and files. */
  public static final String KIND = "weights";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ViewKind<?> gives() {
    return WeightVector.KIND;
  }

  @Override
  public Optional<String> refusal(FamilyConfig config) {
    return isFlat(config)
        ? Optional.empty()
        : Optional.of("whose number of parameters varies from field to field");
  }

  /** Whether all array sizes are known without a field. */
  private static boolean isFlat(FamilyConfig config) {
    return config.family().layout(config, 1).stream()
        .flatMap(entry -> entry.shape().stream())
        .allMatch(LayoutEntry.Size.Fixed.class::isInstance);
  }

  /**
   * An MLP reads each weight by its position. That is meaningful only if all fits started from the
   * same point: a unit of one fit has no counterpart in a fit that started elsewhere.
   */
  @Override
  public Optional<String> warning(FamilyConfig config, int repeats) {
    if (!config.sharesStart()) {
      return Optional.of(
          "the fits in this table did not share a starting point: their weights tell a plain network"
              + " next to nothing. Fit with a shared start, or train on rendered fields");
    }
    if (repeats > 1) {
      return Optional.of(
          "the %d fits of each image started from different points: to a plain network, each is a"
                  .formatted(repeats)
              + " dataset of its own. Fit with fit.repeats=1");
    }
    return Optional.empty();
  }

  @Override
  public WeightVector view(FamilyConfig config, SharedParameters shared, Field field) {
    float[] weights = concatenated(config, field);
    int axes = field.grid().dimensions();
    return config
        .family()
        .adapter(Layered.class)
        .map(layered -> layered.network(config, axes, field.channels()))
        .map(network -> WeightVector.of(network, weights))
        .orElseGet(() -> new WeightVector(weights));
  }

  private static float[] concatenated(FamilyConfig config, Field field) {
    List<float[]> arrays = config.family().parameterColumns().stream().map(field::floats).toList();
    if (arrays.size() == 1) {
      return arrays.get(0);
    }
    float[] all = new float[arrays.stream().mapToInt(array -> array.length).sum()];
    int at = 0;
    for (float[] array : arrays) {
      System.arraycopy(array, 0, all, at, array.length);
      at += array.length;
    }
    return all;
  }
}
