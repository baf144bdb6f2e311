package io.anchorage.learn.weight.nft;

import ai.djl.ndarray.NDArray;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.part.Part;

/**
 * Learnt vectors, added to the features of parameters, that tell their places apart: one for each
 * part, one for each input, added along the first matrix, one for each output, added along the last
 * matrix and bias. All start from N(0, 1). Hidden units stay exchangeable.
 */
final class Places {
  private final int layers;
  private final Parameter parts;
  private final Parameter inputs;
  private final Parameter outputs;

  Places(ModelParameters plan, MlpShape shape, int width) {
    this.layers = shape.layers();
    Init start = new Init.Normal(1);
    this.parts = plan.parameter("places.parts", start, 2L * layers, width);
    this.inputs = plan.parameter("places.inputs", start, shape.inputs(), width);
    this.outputs = plan.parameter("places.outputs", start, shape.outputs(), width);
  }

  /**
   * Adds the vectors of a part.
   *
   * @param index of the part
   * @param part of which all axes are sets
   * @param features [networks, units of each axis, width]
   */
  NDArray added(Pass pass, int index, Part part, NDArray features) {
    NDArray place = pass.of(parts).get(String.valueOf(index));
    NDArray y = features.add(place);
    if (part.weight() && part.layer() == 0) {
      y = y.add(pass.of(inputs).expandDims(1));
    }
    // Outputs are the last axis of the last matrix and of the last bias.
    return part.layer() == layers - 1 ? y.add(pass.of(outputs)) : y;
  }
}
