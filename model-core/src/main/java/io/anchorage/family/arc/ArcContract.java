package io.anchorage.family.arc;

import io.anchorage.cloud.RelativeRule;
import io.anchorage.field.Contract;
import java.util.List;
import java.util.Optional;

/**
 * How to evaluate a cloud.
 *
 * @param neighbours anchors that a point sees
 * @param latentDim dimension of a latent
 * @param neighbourOrder how a point's slots are filled
 * @param relativePosition what the decoder sees of an anchor's position, for each axis
 * @param relativeLimit where relative positions are clamped, if they are
 * @param decoderInput the order of the decoder's inputs
 * @param decoder its layers, by the names of their tensors
 * @param outputOffset added to each output
 */
public record ArcContract(
    String family,
    List<String> coordinateOrder,
    String coordinateRange,
    int neighbours,
    int latentDim,
    String neighbourOrder,
    String relativePosition,
    Optional<Float> relativeLimit,
    String decoderInput,
    List<Layer> decoder,
    double outputOffset)
    implements Contract {

  /**
   * A layer of the decoder.
   *
   * @param weight the tensor's name
   * @param bias the tensor's name
   * @param inputs number of inputs, equal to the outputs of the previous layer
   */
  public record Layer(String weight, String bias, int inputs, String activation) {}

  public ArcContract {
    coordinateOrder = List.copyOf(coordinateOrder);
    decoder = List.copyOf(decoder);
  }

  static ArcContract of(ArcConfig config) {
    int last = config.neighbours() - 1;
    RelativeRule rule = config.relative();
    return new ArcContract(
        config.kind(),
        List.of("row", "column"),
        "pixels: 0 .. height - 1, 0 .. width - 1; values between are allowed",
        config.neighbours(),
        config.latentDim(),
        "ascending squared Euclidean distance, then ascending anchor number",
        relativePosition(rule),
        rule.fixed() ? Optional.of(rule.limit()) : Optional.empty(),
        "latents of slot 0 .. %d, then (row, column) relative positions of slot 0 .. %d"
            .formatted(last, last),
        List.of(
            new Layer(ArcDecoder.HIDDEN_WEIGHT, ArcDecoder.HIDDEN_BIAS, config.hidden(), "relu"),
            new Layer(
                ArcDecoder.OUTPUT_WEIGHT, ArcDecoder.OUTPUT_BIAS, config.hidden(), "identity")),
        0.0);
  }

  private static String relativePosition(RelativeRule rule) {
    String standardised = "(anchor - point - relative_mean) / relative_std";
    return (rule.fixed()
            ? "max(-relative_limit, min(relative_limit, " + standardised + "))"
            : standardised)
        + ", for each axis";
  }
}
