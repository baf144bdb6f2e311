package io.anchorage.family.mlp;

import io.anchorage.field.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How to evaluate a coordinate MLP.
 *
 * @param formula of a layer and of the output
 * @param layers from the input to the output
 * @param coordinateRange of each axis
 * @param coordinates where a grid's points lie in that range
 * @param outputOffset added to each output
 */
public record MlpContract(
    String formula,
    List<Layer> layers,
    List<String> coordinateOrder,
    List<Integer> coordinateRange,
    String coordinates,
    float outputOffset)
    implements Contract {

  /**
   * What follows a layer's matrix product.
   *
   * @param omega frequency factor, if the activation has one
   */
  public record Layer(String activation, Optional<Float> omega) {}

  public MlpContract {
    layers = List.copyOf(layers);
    coordinateOrder = List.copyOf(coordinateOrder);
    coordinateRange = List.copyOf(coordinateRange);
  }

  /**
   * A contract of hidden layers with one activation, and the linear layer.
   *
   * @param formula of a hidden layer and of the output
   * @param activation its name
   * @param omegas frequency factor of each hidden layer
   */
  public static MlpContract of(
      MlpConfig config, String formula, String activation, List<Float> omegas) {
    List<Layer> layers = new ArrayList<>();
    omegas.forEach(omega -> layers.add(new Layer(activation, Optional.of(omega))));
    layers.add(new Layer("linear", Optional.empty()));
    boolean columnsFirst = config.inputOfAxis(0, MlpFields.IMAGE_AXES) != 0;
    return new MlpContract(
        formula,
        layers,
        columnsFirst ? List.of("column", "row") : List.of("row", "column"),
        List.of(-1, 1),
        "first place of an axis at -1, last at 1; an axis of one place at 0",
        config.outputOffset());
  }
}
