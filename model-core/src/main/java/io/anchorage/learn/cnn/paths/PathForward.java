package io.anchorage.learn.cnn.paths;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.learn.cnn.AllCnn;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * The network along random paths (He 2025, eq. 9 to 15): activations on the paths are computed, all
 * others in maps 1 to j are predicted and constant for gradients.
 */
public final class PathForward {
  private final AllCnn network;
  private final List<PathSteps> layers = new ArrayList<>();

  /**
   * The result of a forward pass.
   *
   * @param nodes for each layer the activations on paths, [nodes, channels]
   * @param logits [images, classes]
   */
  public record Outcome(List<NDArray> nodes, NDArray logits) {
    public Outcome {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * Prepares a batch.
   *
   * @param paths one per image, all with the same count and last layer
   */
  public PathForward(AllCnn network, List<RandomPaths> paths, PatchRule rule) {
    this.network = network;
    PathSteps before = null;
    for (int number = 1; number <= paths.get(0).last(); number++) {
      before = PathSteps.of(network.config().layer(number), before, paths, rule);
      layers.add(before);
    }
  }

  /** The layer where paths end. */
  public int last() {
    return layers.size();
  }

  /**
   * The positions of a layer that are on paths.
   *
   * @param number of a layer
   * @return ascending, each the image's place in the batch times the map's positions plus the
   *     position
   */
  public int[] nodes(int number) {
    return layers.get(number - 1).nodes().clone();
  }

  /** Positions of the images that at least one path sees. */
  public int pixelsSeen() {
    return layers.get(0).seenBefore();
  }

  /**
   * Runs the network.
   *
   * @param images [batch, channels, side, side]
   * @param predicted for layers 1 to j the predicted maps, [batch, channels, positions]
   */
  public Outcome run(Pass pass, NDArray images, List<NDArray> predicted) {
    List<NDArray> nodes = new ArrayList<>();
    NDArray table =
        Rows.withZeroRow(pass, byPosition(images.reshape(images.size(0), -1, pixels())));
    for (PathSteps layer : layers) {
      NDArray own = nodesOf(pass, layer, table);
      nodes.add(own);
      NDArray map = byPosition(predicted.get(layer.layer().number() - 1));
      table = Rows.withZeroRow(pass, NDArrays.concat(new NDList(map, own), 0));
    }
    return new Outcome(nodes, network.logitsFrom(pass, last(), map(pass, table)));
  }

  private long pixels() {
    long side = network.config().side();
    return side * side;
  }

  /** From [batch, channels, positions] to [batch positions, channels]. */
  private static NDArray byPosition(NDArray maps) {
    return maps.transpose(0, 2, 1).reshape(-1, maps.size(1));
  }

  private NDArray nodesOf(Pass pass, PathSteps layer, NDArray table) {
    int taps = layer.layer().field().taps();
    NDArray fields = Rows.gather(table, pass.indices(layer.index(), layer.rows(), taps));
    NDArray rows = network.activations(pass, layer.layer().number(), fields);
    if (!layer.meets()) {
      return rows;
    }
    int nodes = layer.nodes().length;
    NDArray met =
        Rows.gather(
            Rows.withZeroRow(pass, rows), pass.indices(layer.rowsOfNodes(), nodes, layer.widest()));
    return met.mul(pass.floats(layer.shares(), nodes, layer.widest(), 1)).sum(new int[] {1});
  }

  /** The last map, with what paths computed put in (eq. 14): [batch, channels, side, side]. */
  private NDArray map(Pass pass, NDArray table) {
    PathSteps layer = layers.get(layers.size() - 1);
    int[] taken = layer.overwritten();
    int side = layer.layer().side();
    return Rows.gather(table, pass.indices(taken, taken.length))
        .reshape(taken.length / (side * side), side, side, layer.layer().outputs())
        .transpose(0, 3, 1, 2);
  }
}
