package io.anchorage.family.siren;

import io.anchorage.field.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a SIREN is evaluated.
 *
 * @param formula of a layer and of the output
 * @param layers from the input to the output
 * @param coordinateRange of each axis
 * @param coordinates where the places of a grid lie in it
 * @param outputOffset added to each output
 */
public record SirenContract(
    String formula,
    List<Layer> layers,
    List<String> coordinateOrder,
    List<Integer> coordinateRange,
    String coordinates,
    float outputOffset)
    implements Contract {

  /**
   * What follows a layer's products.
   *
   * @param omega of a sine; none for the output
   */
  public record Layer(String activation, Optional<Float> omega) {}

  public SirenContract {
    layers = List.copyOf(layers);
    coordinateOrder = List.copyOf(coordinateOrder);
    coordinateRange = List.copyOf(coordinateRange);
  }

  static SirenContract of(SirenConfig config) {
    List<Layer> layers = new ArrayList<>();
    config.omegas().forEach(omega -> layers.add(new Layer("sine", Optional.of(omega))));
    layers.add(new Layer("linear", Optional.empty()));
    boolean columnsFirst =
        SirenGeometry.inputOfAxis(config.variant(), 0, SirenFamily.IMAGE_AXES) != 0;
    return new SirenContract(
        "h = sin(omega (h W + b)) for each sine layer; y = h W + b + offset",
        layers,
        columnsFirst ? List.of("column", "row") : List.of("row", "column"),
        List.of(-1, 1),
        "first place of an axis at -1, last at 1; an axis of one place at 0",
        SirenGeometry.outputOffset(config.variant()));
  }
}
