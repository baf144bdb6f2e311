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
 * @param mapping what the first layer sees, if that is not the coordinates themselves
 */
public record MlpContract(
    String formula,
    List<Layer> layers,
    List<String> coordinateOrder,
    List<Integer> coordinateRange,
    String coordinates,
    float outputOffset,
    Optional<Mapping> mapping)
    implements Contract {

  /**
   * What follows a layer's matrix product.
   *
   * @param omega frequency factor, if the activation has one
   * @param scale factor of z, if the activation has one
   */
  public record Layer(String activation, Optional<Float> omega, Optional<Float> scale) {
    /** A layer of an activation with a frequency factor. */
    static Layer ofOmega(String activation, float omega) {
      return new Layer(activation, Optional.of(omega), Optional.empty());
    }

    /** The last layer. */
    public static Layer linear() {
      return new Layer("linear", Optional.empty(), Optional.empty());
    }
  }

  /**
   * What the first layer sees of a point x.
   *
   * @param formula of the features, in their order
   * @param frequencies [frequencies][coordinates], row-major; empty if the formula has none
   * @param extents [grids][axes] nodes of learnt grids, row-major; empty if there are none
   * @param scale if the formula has one
   * @param shift if the formula has one
   */
  public record Mapping(
      String formula,
      List<Float> frequencies,
      List<Integer> extents,
      Optional<Float> scale,
      Optional<Float> shift) {
    public Mapping {
      frequencies = List.copyOf(frequencies);
      extents = List.copyOf(extents);
    }
  }

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
    omegas.forEach(omega -> layers.add(Layer.ofOmega(activation, omega)));
    layers.add(Layer.linear());
    return of(config, formula, layers, Optional.empty());
  }

  /**
   * A contract of any layers.
   *
   * @param formula of a hidden layer and of the output
   * @param mapping empty if the first layer sees the coordinates themselves
   */
  public static MlpContract of(
      MlpConfig config, String formula, List<Layer> layers, Optional<Mapping> mapping) {
    boolean columnsFirst = config.inputOfAxis(0, MlpFields.IMAGE_AXES) != 0;
    return new MlpContract(
        formula,
        layers,
        columnsFirst ? List.of("column", "row") : List.of("row", "column"),
        List.of(-1, 1),
        "first place of an axis at -1, last at 1; an axis of one place at 0",
        config.outputOffset(),
        mapping);
  }

  /** The same of fields whose first axis is time. */
  MlpContract withTime(MlpConfig config, int axes) {
    String[] order = new String[axes];
    List<String> names = List.of("time", "row", "column");
    for (int a = 0; a < axes; a++) {
      order[config.inputOfAxis(a, axes)] = names.get(a);
    }
    return new MlpContract(
        formula, layers, List.of(order), coordinateRange, coordinates, outputOffset, mapping);
  }
}
