package io.anchorage.family.localglobal;

import io.anchorage.family.localglobal.PartitionedPoints.Tile;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.LaneTree;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Sheets;
import io.anchorage.kernel.Sheets.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * Takes a tile's points through the networks and back, a block at a time; used by one thread at a
 * time. In the symbols of {@link LocalGlobalShape}: on the way back, the sheets of derivatives hold
 * the loss's gradient by what goes into a sine, up to its omega.
 */
final class LocalGlobalPass implements AutoCloseable {
  private static final int BLOCK = MlpShape.BLOCK;

  private final LocalGlobalShape shape;
  private final Sheets sheets;
  private final InputMapping mapping;
  private final MergePass merge;
  private final SineLayer[] locals;
  private final SineLayer[] globals;
  private final int last;
  private final int features;

  /** Outputs; on the way back, the loss's gradient by them. */
  private final int output;

  /** The loss's gradient by a_i and l_i; by g_i, and a part of it. */
  private final Rows localSlope;

  private final Rows globalSlope;
  private final float[] lanes = new float[LaneTree.LANES];

  LocalGlobalPass(LocalGlobalShape shape, Sheets sheets) {
    this.shape = shape;
    this.sheets = sheets;
    this.mapping = new InputMapping.Identity(shape.axes());
    this.features = sheets.sheet(shape.axes());
    this.output = sheets.sheet(shape.channels());
    this.localSlope = new Rows(sheets.sheet(shape.local()), 0, shape.local());
    this.globalSlope = new Rows(sheets.sheet(Math.max(1, shape.global())), 0, shape.global());
    this.last = sheets.matrix(shape.localIn(shape.depth()), shape.channels());
    this.locals = new SineLayer[shape.depth()];
    this.globals = new SineLayer[shape.hasGlobal() ? shape.depth() : 0];
    for (int l = 0; l < shape.depth(); l++) {
      locals[l] = new SineLayer(sheets, shape.localIn(l), shape.local(), shape.omega(l));
      if (shape.hasGlobal()) {
        globals[l] = new SineLayer(sheets, shape.globalIn(l), shape.global(), shape.omega(l));
      }
    }
    this.merge = MergePass.of(shape, sheets);
    sheets.open();
  }

  @Override
  public void close() {
    sheets.close();
  }

  /**
   * Adds the gradient of a strand, and returns the sum of its squared errors.
   *
   * @param gradient of what all partitions share, then of the strand's partitions from its first
   *     one on, then room for the biases of one layer
   */
  double gradient(
      PartitionedPoints points,
      List<Tile> strand,
      float[] target,
      float[] parameters,
      float[] gradient) {
    load(parameters);
    int first = strand.get(0).partition();
    int loaded = -1;
    double loss = 0;
    for (Tile tile : strand) {
      if (tile.partition() != loaded) {
        loaded = tile.partition();
        load(parameters, loaded);
      }
      for (int block = 0; block < tile.columns() / BLOCK; block++) {
        forward(points, tile, block);
        loss += error(points, target, tile, block);
        backward(block);
      }
      put(tile.columns(), gradient, shape.shared() + (loaded - first) * shape.each());
    }
    return loss;
  }

  /** Writes the outputs of a strand: [channels][points]. */
  void evaluate(PartitionedPoints points, List<Tile> strand, float[] parameters, float[] out) {
    load(parameters);
    int loaded = -1;
    for (Tile tile : strand) {
      if (tile.partition() != loaded) {
        loaded = tile.partition();
        load(parameters, loaded);
      }
      for (int block = 0; block < tile.columns() / BLOCK; block++) {
        forward(points, tile, block);
      }
      for (int c = 0; c < shape.channels(); c++) {
        for (int n = 0; n < tile.columns(); n++) {
          points.put(sheets.get(output, c, n), tile.start() + n, c, out);
        }
      }
    }
  }

  /** Sets what all partitions share. */
  private void load(float[] parameters) {
    for (int l = 0; l < globals.length; l++) {
      globals[l].load(parameters, shape.globalWeights(l), shape.globalBiases(l));
    }
    merge.load(parameters);
  }

  /** Sets the networks of one partition. */
  private void load(float[] parameters, int partition) {
    int at = shape.shared() + partition * shape.each();
    for (int l = 0; l < locals.length; l++) {
      locals[l].load(parameters, at + shape.localWeights(l), at + shape.localBiases(l));
    }
    int depth = shape.depth();
    sheets.load(last, parameters, at + shape.localWeights(depth), at + shape.localBiases(depth));
  }

  private int below(SineLayer[] layers, int layer) {
    return layer == 0 ? features : layers[layer - 1].values().sheet();
  }

  /** The sheet of a_layer. */
  private int merged(int layer) {
    return layer == 0 ? features : merge.values(layer - 1, locals[layer - 1]);
  }

  private void forward(PartitionedPoints points, Tile tile, int block) {
    sheets.features(mapping, points.points(), tile.start() + block * BLOCK, features, block);
    for (int l = 0; l < locals.length; l++) {
      locals[l].forward(merged(l), block);
      if (shape.hasGlobal()) {
        globals[l].forward(below(globals, l), block);
        merge.forward(l, locals[l], globals[l], block);
      }
    }
    sheets.dense(last, merged(locals.length), output, block);
  }

  /** Replaces the outputs by dL/dy and returns the block's sum of squared errors. */
  private double error(PartitionedPoints points, float[] target, Tile tile, int block) {
    float scale = (float) (2.0 / ((double) points.count() * shape.channels()));
    double sum = 0;
    for (int c = 0; c < shape.channels(); c++) {
      Arrays.fill(lanes, 0f);
      for (int n = block * BLOCK; n < (block + 1) * BLOCK; n++) {
        int position = tile.start() + n;
        float e =
            (sheets.get(output, c, n) - target[c * points.positions() + position])
                * points.real()[position];
        lanes[n % LaneTree.LANES] = Math.fma(e, e, lanes[n % LaneTree.LANES]);
        sheets.set(output, c, n, e * scale);
      }
      sum += LaneTree.sum(lanes, 0);
    }
    return sum;
  }

  private void backward(int block) {
    sheets.back(last, output, localSlope.sheet(), block);
    for (int l = locals.length - 1; l >= 0; l--) {
      if (shape.hasGlobal()) {
        merge.backward(l, localSlope, globalSlope, l == locals.length - 1, block);
        globals[l].backward(globalSlope, block);
      }
      locals[l].backward(localSlope, block);
      if (l > 0) {
        locals[l].back(localSlope, block);
        if (shape.hasGlobal()) {
          globals[l].back(globalSlope, block);
        }
      }
    }
  }

  /**
   * Adds the tile's gradient.
   *
   * @param at where the partition's gradient begins
   */
  private void put(int columns, float[] gradient, int at) {
    int depth = shape.depth();
    for (int l = 0; l < depth; l++) {
      locals[l].put(
          merged(l), columns, gradient, at + shape.localWeights(l), at + shape.localBiases(l));
      if (shape.hasGlobal()) {
        globals[l].put(
            below(globals, l), columns, gradient, shape.globalWeights(l), shape.globalBiases(l));
        merge.put(l, locals[l], globals[l], columns, gradient);
      }
    }
    sheets.gradient(
        last,
        merged(depth),
        output,
        columns,
        gradient,
        at + shape.localWeights(depth),
        at + shape.localBiases(depth));
  }
}
