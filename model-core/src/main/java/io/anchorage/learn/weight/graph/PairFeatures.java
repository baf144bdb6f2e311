package io.anchorage.learn.weight.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.net.AffineMap;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.FourierFeatures;
import io.anchorage.learn.weight.LayerTensors;

/**
 * The first features of the edges between all pairs of nodes: those of a weight where there is one,
 * from lower to upper layer, and those of 0 elsewhere, which are computed once.
 */
final class PairFeatures {
  private final MlpShape shape;
  private final int width;
  private final FourierFeatures fourier;
  private final GraphEdges edges;

  PairFeatures(ModelParameters plan, MlpShape shape, int width, FourierFeatures fourier) {
    this.shape = shape;
    this.width = width;
    this.fourier = fourier;
    this.edges = new GraphEdges(plan, fourier.width(), width);
  }

  /** [networks, nodes, nodes, channels]. */
  NDArray of(Pass pass, LayerTensors graph) {
    AffineMap map = edges.map(pass);
    NDArray none = map.apply(fourier.of(pass, pass.zeros(1, 1, 1)));
    long batch = graph.batch();
    long nodes = shape.inputs();
    for (int l = 0; l < shape.layers(); l++) {
      nodes += shape.fanOut(l);
    }
    NDList rows = new NDList();
    long before = shape.inputs();
    for (int l = 0; l < shape.layers(); l++) {
      long from = shape.fanIn(l);
      long after = nodes - before - shape.fanOut(l);
      NDList row = new NDList(none.broadcast(batch, from, before, width));
      row.add(map.apply(fourier.of(pass, graph.weights().get(l))));
      if (after > 0) {
        row.add(none.broadcast(batch, from, after, width));
      }
      rows.add(NDArrays.concat(row, 2));
      before += shape.fanOut(l);
    }
    rows.add(none.broadcast(batch, shape.outputs(), nodes, width));
    return NDArrays.concat(rows, 1);
  }
}
