package io.anchorage.jobs.exchange.out;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.exchange.FieldForm;
import java.util.ArrayList;
import java.util.List;

/** The layers of a coordinate MLP's parameters. */
final class MlpLayers {
  /**
   * A layer's place in the column of parameters: weights [in, out], then biases [out].
   *
   * @param weights offset of the first weight
   * @param biases offset of the first bias
   */
  record Layer(int weights, int biases, int in, int out) {}

  private MlpLayers() {}

  /** W0, b0, W1, b1, ...; none if the layout has anything else. */
  static List<Layer> of(FieldForm form) {
    JsonNode layout = form.spec().layout();
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; 2 * l + 1 < layout.size(); l++) {
      JsonNode weights = layout.get(2 * l);
      JsonNode biases = layout.get(2 * l + 1);
      if (!weights.path("name").asText().equals("W" + l)
          || !biases.path("name").asText().equals("b" + l)
          || !weights.path("axes").toString().equals("[\"in\",\"out\"]")
          || weights.has("channels")) {
        return List.of();
      }
      layers.add(
          new Layer(
              weights.path("offset").asInt(),
              biases.path("offset").asInt(),
              weights.path("shape").get(0).asInt(),
              weights.path("shape").get(1).asInt()));
    }
    return layout.size() == 2 * layers.size() ? layers : List.of();
  }

  /**
   * Checks that a table's fields are coordinate MLPs.
   *
   * @param root the table's path, for the message
   */
  static void require(FieldForm form, String root) {
    if (of(form).isEmpty()) {
      throw new UserException(
          Kind.INPUT,
          "%s holds %s fields, which are not layers of weights and biases; give --format arrow"
              .formatted(root, form.spec().family()));
    }
  }
}
