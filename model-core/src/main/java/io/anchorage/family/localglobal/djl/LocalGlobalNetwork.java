package io.anchorage.family.localglobal.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.anchorage.family.localglobal.LocalGlobalShape;
import io.anchorage.family.localglobal.Merge;
import io.anchorage.fit.djl.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * Local-Global SIRENs of one shape, computed as in the published code: partitions are a batch of
 * small products. In the symbols of {@link LocalGlobalShape}.
 */
final class LocalGlobalNetwork implements Network {
  private final NDManager manager;
  private final LocalGlobalShape shape;
  private final PaddedPoints points;
  private final int batch;
  private final int all;
  private final NDArray local;
  private final NDArray global;
  private final NDArray real;
  private final NDArray size;
  private final NDArray firstOmega;
  private final NDArray omega;
  private NDArray target;

  LocalGlobalNetwork(NDManager manager, LocalGlobalShape shape, PaddedPoints points, int batch) {
    this.manager = manager;
    this.shape = shape;
    this.points = points;
    this.batch = batch;
    this.all = points.partitions() * points.each();
    try (NDArray one =
        manager.create(points.coordinates(), new Shape(1, (long) all * shape.axes()))) {
      NDArray repeated = one.repeat(0, batch);
      this.global = repeated.reshape(batch, all, shape.axes());
      this.local =
          repeated.reshape((long) batch * points.partitions(), points.each(), shape.axes());
    }
    this.real = manager.create(points.real(), new Shape(1, all, 1));
    this.size = manager.create((float) points.count() * shape.channels());
    this.firstOmega = manager.create(shape.firstOmega());
    this.omega = manager.create(shape.omega());
  }

  @Override
  public List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    for (int l = 0; l < shape.depth() && shape.hasGlobal(); l++) {
      shapes.add(new Shape(batch, shape.globalIn(l), shape.global()));
      shapes.add(new Shape(batch, 1, shape.global()));
    }
    for (int k = 0; k < shape.merges(); k++) {
      shapes.add(new Shape(batch, shape.mergeIn(), shape.local()));
      shapes.add(new Shape(batch, 1, shape.local()));
    }
    shapes.add(new Shape(batch, points.partitions(), shape.each()));
    return shapes;
  }

  @Override
  public void target(List<float[]> values) {
    if (target != null) {
      target.close();
    }
    float[] laid = new float[batch * all * shape.channels()];
    for (int b = 0; b < batch; b++) {
      points.lay(values.get(b), shape.channels(), laid, b * all * shape.channels());
    }
    target = manager.create(laid, new Shape(batch, all, shape.channels()));
  }

  @Override
  public NDArray losses(NDList parameters, int step) {
    NDArray partitions = parameters.get(parameters.size() - 1);
    NDArray a = local;
    NDArray g = global;
    for (int l = 0; l < shape.depth(); l++) {
      NDArray factor = l == 0 ? firstOmega : omega;
      a = partition(partitions, l, a).mul(factor).sin();
      if (shape.hasGlobal()) {
        g = dense(parameters, 2 * l, g).mul(factor).sin();
        a = merge(parameters, l, flat(a), g).reshape(a.getShape());
      }
    }
    NDArray y = flat(partition(partitions, shape.depth(), a));
    return y.sub(target).mul(real).square().reshape(batch, -1).sum(new int[] {1}).div(size);
  }

  /** [batch partitions, places, units] as [batch, all places, units]. */
  private NDArray flat(NDArray a) {
    return a.reshape(batch, all, a.getShape().get(2));
  }

  private static NDArray dense(NDList parameters, int at, NDArray x) {
    return x.matMul(parameters.get(at)).add(parameters.get(at + 1));
  }

  private NDArray merge(NDList parameters, int layer, NDArray l, NDArray g) {
    int first = 2 * shape.depth();
    if (shape.merge() == Merge.CONCAT) {
      return dense(parameters, first, l.concat(g, 2)).mul(omega).sin();
    }
    return l.add(dense(parameters, first + 2 * layer, g).mul(omega).sin());
  }

  /** A layer of all partitions' networks. */
  private NDArray partition(NDArray numbers, int layer, NDArray a) {
    long networks = (long) batch * points.partitions();
    int in = shape.localIn(layer);
    int out = shape.localOut(layer);
    NDArray weights = slice(numbers, shape.localWeights(layer), in * out);
    NDArray biases = slice(numbers, shape.localBiases(layer), out);
    return a.matMul(weights.reshape(networks, in, out)).add(biases.reshape(networks, 1, out));
  }

  private static NDArray slice(NDArray numbers, int from, int length) {
    return numbers.get(new NDIndex(":, :, {}:{}", from, from + length));
  }
}
