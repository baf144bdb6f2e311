package io.anchorage.learn.weight.jls;

import ai.djl.ndarray.NDArray;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.net.Init;
import io.anchorage.learn.net.LayerNorm;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Parameter;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.FourierFeatures;
import io.anchorage.learn.weight.LayerTensors;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes a network by going through its layers once. With F the features of a number and h_l the
 * states of the units of layer l, h_0 learnt:
 *
 * <pre>
 * m_l = sum over inputs i of lin_e(F(W_l[i, j])) lin_n(h_(l-1)[i])
 * h_l = norm(gate(input = lin_b(F(b_l)), state = m_l))
 * </pre>
 *
 * One gated unit serves all layers; the linear maps and norms belong to their layer. The states of
 * the outputs, one after the other, are the code. The order of hidden units means nothing to it.
 */
final class LayerEncoder {
  private final FourierFeatures fourier;
  private final Parameter inputs;
  private final GatedUnit gate;
  private final List<Linear> edges = new ArrayList<>();
  private final List<Linear> nodes = new ArrayList<>();
  private final List<Linear> biases = new ArrayList<>();
  private final List<LayerNorm> norms = new ArrayList<>();
  private final int units;

  LayerEncoder(ModelParameters plan, MlpShape shape, JlsConfig config) {
    this.units = config.units();
    this.fourier = new FourierFeatures(config.frequencies(), config.spread());
    this.inputs = plan.parameter("encoder.inputs", new Init.Normal(1), shape.inputs(), units);
    this.gate = new GatedUnit(plan, "encoder.gate", units);
    for (int l = 0; l < shape.layers(); l++) {
      String name = "encoder.layer%d".formatted(l);
      edges.add(Linear.of(plan, name + ".edge", fourier.width(), units));
      nodes.add(Linear.of(plan, name + ".node", units, units));
      biases.add(Linear.of(plan, name + ".bias", fourier.width(), units));
      norms.add(new LayerNorm(plan, name + ".norm", units));
    }
  }

  /** The most numbers that it makes of one parameter. */
  long widest() {
    return Math.max(fourier.width(), units);
  }

  /**
   * Encodes a batch.
   *
   * @return [networks, outputs * units]
   */
  NDArray code(Pass pass, LayerTensors layers) {
    NDArray h = pass.of(inputs).expandDims(0);
    for (int l = 0; l < layers.layers(); l++) {
      NDArray weights = edges.get(l).apply(pass, fourier.of(pass, layers.weights().get(l)));
      NDArray senders = nodes.get(l).apply(pass, h).expandDims(2);
      NDArray message = weights.mul(senders).sum(new int[] {1});
      NDArray own = biases.get(l).apply(pass, fourier.of(pass, layers.biases().get(l)));
      h = norms.get(l).apply(pass, gate.apply(pass, own, message));
    }
    return h.reshape(layers.batch(), -1);
  }
}
