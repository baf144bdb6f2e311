package io.anchorage.kernel;

import java.util.Arrays;
import java.util.Optional;

/**
 * Takes a tile's points through a network and back, a block at a time; used by one thread at a
 * time.
 */
final class SheetPass {
  private static final int BLOCK = MlpShape.BLOCK;

  private final MlpShape shape;
  private final Sheets sheets;
  private final int features;
  private final Optional<LearntFeatures> learnt;

  /** The loss's gradient by learnt features. */
  private final int featureSlope;

  private final SheetLayer[] layers;
  private final int last;

  /** Outputs; on the way back, the loss's gradient by them. */
  private final int output;

  /** The loss's gradient by the values of a hidden layer. */
  private final int slope;

  private final float[] lanes = new float[LaneTree.LANES];

  SheetPass(MlpShape shape, Sheets sheets) {
    this.shape = shape;
    this.sheets = sheets;
    this.features = sheets.sheet(shape.inputs());
    this.featureSlope = sheets.sheet(shape.inputs());
    this.learnt = learnt(shape, sheets);
    this.slope = sheets.sheet(shape.fanIn(shape.depth()));
    this.output = sheets.sheet(shape.outputs());
    this.last = sheets.matrix(shape.fanIn(shape.depth()), shape.outputs());
    this.layers = new SheetLayer[shape.depth()];
    for (int l = 0; l < layers.length; l++) {
      layers[l] = SheetLayer.of(shape, l, sheets, learnt);
    }
    sheets.open();
  }

  private static Optional<LearntFeatures> learnt(MlpShape shape, Sheets sheets) {
    if (shape.mapping() instanceof Grids grids) {
      return Optional.of(new GridLookup(grids, shape.learnt(), sheets));
    }
    return shape.mapping() instanceof Filters filters
        ? Optional.of(new FilterBank(filters, shape.learnt(), sheets))
        : Optional.empty();
  }

  void close() {
    sheets.close();
  }

  /** Adds the gradient of one strand, and returns the sum of its squared errors. */
  double gradient(
      MlpPoints points,
      MlpTiles tiles,
      int strand,
      float[] target,
      float[] parameters,
      float[] gradient) {
    load(parameters);
    Arrays.fill(gradient, 0f);
    double loss = 0;
    for (int start = tiles.start(strand); start < tiles.end(strand); start += tiles.tile()) {
      int columns = MlpShape.padded(tiles.count(start));
      for (int block = 0; block < columns / BLOCK; block++) {
        forward(points, start, block);
        loss += error(points, target, start, block);
        backward(points, start, block, gradient);
      }
      put(columns, gradient);
    }
    return loss;
  }

  /** Writes the outputs of one strand: [outputs][points]. */
  void evaluate(MlpPoints points, MlpTiles tiles, int strand, float[] parameters, float[] out) {
    load(parameters);
    float[] row = new float[shape.tile()];
    for (int start = tiles.start(strand); start < tiles.end(strand); start += tiles.tile()) {
      int count = tiles.count(start);
      for (int block = 0; block < MlpShape.padded(count) / BLOCK; block++) {
        forward(points, start, block);
      }
      for (int c = 0; c < shape.outputs(); c++) {
        for (int n = 0; n < count; n++) {
          row[n] = sheets.get(output, c, n) + shape.outputOffset();
        }
        points.scatter(row, 0, start, start + count, out, c * points.count());
      }
    }
  }

  private void load(float[] parameters) {
    learnt.ifPresent(features -> features.load(parameters));
    for (SheetLayer layer : layers) {
      layer.load(parameters);
    }
    sheets.load(last, parameters, shape.weights(shape.depth()), shape.biases(shape.depth()));
  }

  private void forward(MlpPoints points, int start, int block) {
    int position = start + block * BLOCK;
    if (learnt.isPresent()) {
      learnt.get().forward(points, position, features, block);
    } else {
      sheets.features(shape.mapping(), points, position, features, block);
    }
    int x = features;
    for (SheetLayer layer : layers) {
      layer.forward(x, block);
      x = layer.values();
    }
    sheets.dense(last, x, output, block);
  }

  /** Replaces the outputs by dL/dy and returns the block's sum of squared errors. */
  private double error(MlpPoints points, float[] target, int start, int block) {
    float scale = (float) (2.0 / ((double) points.count() * shape.outputs()));
    double sum = 0;
    for (int c = 0; c < shape.outputs(); c++) {
      Arrays.fill(lanes, 0f);
      for (int n = block * BLOCK; n < (block + 1) * BLOCK; n++) {
        float y = sheets.get(output, c, n) + shape.outputOffset();
        float e = (y - target[c * points.pitch() + start + n]) * points.real()[start + n];
        lanes[n % LaneTree.LANES] = Math.fma(e, e, lanes[n % LaneTree.LANES]);
        sheets.set(output, c, n, e * scale);
      }
      sum += LaneTree.sum(lanes, 0);
    }
    return sum;
  }

  private void backward(MlpPoints points, int start, int block, float[] gradient) {
    sheets.back(last, output, slope, block);
    for (int l = layers.length - 1; l >= 0; l--) {
      layers[l].backward(slope, block);
      if (l > 0) {
        layers[l].back(slope, block);
      }
    }
    if (learnt.isPresent()) {
      layers[0].back(featureSlope, block);
      learnt.get().backward(points, start + block * BLOCK, featureSlope, block, gradient);
    }
  }

  /** Adds the tile's gradient. */
  private void put(int columns, float[] gradient) {
    learnt.ifPresent(features -> features.put(columns, gradient));
    int depth = shape.depth();
    int top = layers[depth - 1].values();
    sheets.gradient(
        last, top, output, columns, gradient, shape.weights(depth), shape.biases(depth));
    for (int l = 0; l < depth; l++) {
      layers[l].put(l == 0 ? features : layers[l - 1].values(), columns, gradient);
    }
  }
}
