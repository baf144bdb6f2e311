package io.anchorage.learn.weight.jls;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;

/**
 * A gated recurrent unit (K. Cho et al., 2014) with an input x and a state h:
 *
 * <pre>
 * r  = sigmoid(W_r x + U_r h)
 * z  = sigmoid(W_z x + U_z h)
 * n  = tanh(W_n x + r (U_n h))
 * h' = (1 - z) n + z h
 * </pre>
 *
 * with a bias in each product.
 */
final class GatedUnit {
  private final Parameter input;
  private final Parameter inputBias;
  private final Parameter state;
  private final Parameter stateBias;

  GatedUnit(ModelParameters plan, String name, int units) {
    Init init = Init.ofFanIn(units);
    this.input = plan.parameter(name + ".weight_ih", init, 3L * units, units);
    this.inputBias = plan.parameter(name + ".bias_ih", init, 3L * units);
    this.state = plan.parameter(name + ".weight_hh", init, 3L * units, units);
    this.stateBias = plan.parameter(name + ".bias_hh", init, 3L * units);
  }

  /**
   * The next state.
   *
   * @param x [..., units]
   * @param h [..., units]
   */
  NDArray apply(Pass pass, NDArray x, NDArray h) {
    int last = x.getShape().dimension() - 1;
    NDList fromInput = linear(pass, x, input, inputBias).split(3, last);
    NDList fromState = linear(pass, h, state, stateBias).split(3, last);
    NDArray reset = fromInput.get(0).add(fromState.get(0)).getNDArrayInternal().sigmoid();
    NDArray update = fromInput.get(1).add(fromState.get(1)).getNDArrayInternal().sigmoid();
    NDArray next = fromInput.get(2).add(reset.mul(fromState.get(2))).tanh();
    return next.add(update.mul(h.sub(next)));
  }

  private static NDArray linear(Pass pass, NDArray x, Parameter weight, Parameter bias) {
    return x.getNDArrayInternal().linear(x, pass.of(weight), pass.of(bias)).head();
  }
}
