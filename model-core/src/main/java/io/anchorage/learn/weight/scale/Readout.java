package io.anchorage.learn.weight.scale;

import ai.djl.ndarray.NDArray;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.net.Dropout;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Logits from the features of units. */
sealed interface Readout {
  /** The layers of nodes that it sees. */
  List<Integer> sees();

  /**
   * Computes the logits.
   *
   * @param nodes [networks, units, channels] of the layers that it sees
   * @return [networks, classes]
   */
  NDArray logits(Pass pass, Map<Integer, NDArray> nodes, Dropout dropout);

  private static NDArray flat(NDArray nodes) {
    return nodes.reshape(nodes.size(0), -1);
  }

  /** The outputs, or with messages both ways the outputs and the inputs, and an MLP. */
  final class Ends implements Readout {
    private final int last;
    private final Linear outputs;
    private final Linear inputs;
    private final Mlp mlp;

    Ends(ModelParameters plan, ScaleGmnConfig config, MlpShape shape, int classes) {
      int width = config.width();
      this.last = shape.layers();
      if (config.bothWays()) {
        this.outputs = Linear.of(plan, "readout.outputs", shape.outputs() * width, width);
        this.inputs = Linear.of(plan, "readout.inputs", shape.inputs() * width, width);
        this.mlp = new Mlp(plan, "readout", 2 * width, width, classes);
      } else {
        this.outputs = null;
        this.inputs = null;
        this.mlp = new Mlp(plan, "readout", shape.outputs() * width, width, classes);
      }
    }

    @Override
    public List<Integer> sees() {
      return inputs == null ? List.of(last) : List.of(0, last);
    }

    @Override
    public NDArray logits(Pass pass, Map<Integer, NDArray> nodes, Dropout dropout) {
      NDArray seen = flat(nodes.get(last));
      if (inputs == null) {
        return mlp.apply(pass, Features.of(seen), dropout);
      }
      NDArray from = inputs.apply(pass, flat(nodes.get(0)));
      return mlp.apply(pass, Features.joined(outputs.apply(pass, seen), from), dropout);
    }
  }

  /** The sum of an invariant of all hidden units, each input and each output, and an MLP. */
  final class Graph implements Readout {
    private final int last;
    private final Invariant hidden;
    private final Mlp mlp;

    Graph(ModelParameters plan, ScaleGmnConfig config, MlpShape shape, int classes) {
      int width = config.width();
      this.last = shape.layers();
      this.hidden = new Invariant(plan, "readout.hidden", width, config);
      int seen = (1 + shape.inputs() + shape.outputs()) * width;
      this.mlp = new Mlp(plan, "readout", seen, width, classes);
    }

    @Override
    public List<Integer> sees() {
      return IntStream.rangeClosed(0, last).boxed().toList();
    }

    @Override
    public NDArray logits(Pass pass, Map<Integer, NDArray> nodes, Dropout dropout) {
      NDArray sum = null;
      for (int l = 1; l < last; l++) {
        NDArray own = hidden.apply(pass, Features.of(nodes.get(l)), dropout).sum(new int[] {1});
        sum = sum == null ? own : sum.add(own);
      }
      NDArray inputs = flat(nodes.get(0));
      NDArray outputs = flat(nodes.get(last));
      return mlp.apply(pass, Features.joined(sum, inputs, outputs), dropout);
    }
  }
}
