package io.anchorage.family.functa;

import io.anchorage.field.Contract;
import java.util.ArrayList;
import java.util.List;

/**
 * How to evaluate a functa.
 *
 * @param formula of a sine layer and of the output
 * @param omega frequency factor of all sine layers
 * @param layers tensors of the shared network, from the input to the output
 * @param modulations how scales and shifts follow from a field's vector
 * @param map tensors of the network from a field's vector to its modulations
 * @param coordinateRange of each axis
 * @param coordinates where a grid's points lie in that range
 * @param outputOffset added to each output
 */
public record FunctaContract(
    String formula,
    float omega,
    List<Layer> layers,
    String modulations,
    List<Layer> map,
    List<String> coordinateOrder,
    List<Integer> coordinateRange,
    String coordinates,
    float outputOffset)
    implements Contract {
  /**
   * A layer.
   *
   * @param weight name of the tensor [in, out]
   * @param bias name of the tensor [out]
   */
  public record Layer(String weight, String bias, String activation) {}

  public FunctaContract {
    layers = List.copyOf(layers);
    map = List.copyOf(map);
    coordinateOrder = List.copyOf(coordinateOrder);
    coordinateRange = List.copyOf(coordinateRange);
  }

  static FunctaContract of(FunctaConfig config) {
    return new FunctaContract(
        "h = sin(omega (scale (h W + b) + shift)) for each sine layer; y = h W + b + offset",
        config.omega(),
        layers(FunctaNetwork.NETWORK, config.depth(), "sine"),
        words(config),
        layers(FunctaNetwork.MAP, config.mapWidths().size(), "relu"),
        List.of("row", "column"),
        List.of(0, 1),
        "place i of n at (i + 0.5) / n",
        FunctaNetwork.OFFSET);
  }

  private static String words(FunctaConfig config) {
    return switch (config.modulation()) {
      case SHIFT -> "the map's outputs are the shifts, layer by layer; scale = 1";
      case SCALE -> "the map's outputs + 1 are the scales, layer by layer; shift = 0";
      case BOTH -> "the map's outputs are, layer by layer, the scales - 1 and then the shifts";
    };
  }

  private static List<Layer> layers(String part, int hidden, String activation) {
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l <= hidden; l++) {
      layers.add(new Layer(part + ".W" + l, part + ".b" + l, l == hidden ? "linear" : activation));
    }
    return layers;
  }
}
