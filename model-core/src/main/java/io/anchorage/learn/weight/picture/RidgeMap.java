package io.anchorage.learn.weight.picture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.anchorage.format.Tensor;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.net.FirstLook;
import io.anchorage.learn.weight.GridImages;
import io.anchorage.learn.weight.LayerTensors;
import io.anchorage.learn.weight.WeightVector;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The regression of {@link RidgeCnnConfig}, from sums over the training samples in double
 * precision.
 */
final class RidgeMap implements FirstLook<WeightVector> {
  private final NDManager manager;
  private final GridImages images;
  private final int inputs;
  private final int outputs;
  private final double ridge;
  private final String name;
  private final NDArray squares;
  private final NDArray products;
  private final NDArray inputSum;
  private final NDArray outputSum;
  private long samples;

  RidgeMap(NDManager parent, MlpShape shape, int side, double ridge, String name) {
    this.manager = parent.newSubManager();
    this.images = new GridImages(shape, side);
    this.inputs = shape.parameters();
    this.outputs = shape.outputs() * side * side;
    this.ridge = ridge;
    this.name = name;
    this.squares = manager.zeros(new Shape(inputs, inputs), DataType.FLOAT64);
    this.products = manager.zeros(new Shape(inputs, outputs), DataType.FLOAT64);
    this.inputSum = manager.zeros(new Shape(1, inputs), DataType.FLOAT64);
    this.outputSum = manager.zeros(new Shape(1, outputs), DataType.FLOAT64);
  }

  @Override
  public void see(List<WeightVector> views) {
    try (NDManager batch = manager.newSubManager()) {
      NDArray x = doubles(batch, LayerTensors.rows(views), inputs);
      NDArray y = doubles(batch, pictures(views), outputs);
      squares.addi(x.transpose().matMul(x));
      products.addi(x.transpose().matMul(y));
      inputSum.addi(x.sum(new int[] {0}, true));
      outputSum.addi(y.sum(new int[] {0}, true));
    }
    samples += views.size();
  }

  private float[] pictures(List<WeightVector> views) {
    float[] all = new float[views.size() * outputs];
    float[] image = new float[outputs];
    for (int b = 0; b < views.size(); b++) {
      images.draw(views.get(b), image);
      System.arraycopy(image, 0, all, b * outputs, outputs);
    }
    return all;
  }

  private static NDArray doubles(NDManager batch, float[] rows, int width) {
    NDArray floats = batch.create(rows, new Shape(rows.length / width, width));
    return floats.toType(DataType.FLOAT64, true);
  }

  @Override
  public SortedMap<String, Tensor> start() {
    try (NDManager work = manager.newSubManager()) {
      work.tempAttachAll(squares, products, inputSum, outputSum);
      NDArray count = work.create((double) samples);
      NDArray x = inputSum.div(count);
      NDArray y = outputSum.div(count);
      NDArray square = squares.sub(x.transpose().matMul(x).mul(count));
      NDArray product = products.sub(x.transpose().matMul(y).mul(count));
      NDArray eye = work.eye(inputs).toType(DataType.FLOAT64, false);
      NDArray weight = work.create(weight(squares.mul(eye), square.mul(eye)));
      NDArray damped = square.add(eye.mul(weight));
      NDArray map = damped.inverse().matMul(product);
      NDArray offset = y.sub(x.matMul(map));
      SortedMap<String, Tensor> start = new TreeMap<>();
      start.put(name + ".weight", new Tensor(List.of(outputs, inputs), floats(map.transpose())));
      start.put(name + ".bias", new Tensor(List.of(outputs), floats(offset)));
      return start;
    }
  }

  /** What the diagonal gains; of inputs that hardly vary, by what rounding leaves of them. */
  private double weight(NDArray whole, NDArray centred) {
    double rounding = 1e-9 * whole.sum().getDouble();
    double trace = Math.max(centred.sum().getDouble(), rounding);
    return ridge * Math.max(trace / inputs, 1e-30);
  }

  private static float[] floats(NDArray array) {
    return array.toType(DataType.FLOAT32, true).toFloatArray();
  }

  @Override
  public void close() {
    manager.close();
  }
}
