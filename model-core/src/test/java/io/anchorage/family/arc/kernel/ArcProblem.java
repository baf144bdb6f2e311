package io.anchorage.family.arc.kernel;

import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import io.anchorage.kernel.random.Philox;
import java.util.Arrays;
import java.util.List;

/** A random cloud, decoder and targets, and what a pass over them gives. */
public final class ArcProblem {
  final ArcShape shape;
  final int anchors;
  final int count;
  final float[] w;
  final float[] b;
  final float[] v;
  final float[] vBias;
  final float[] latents;
  final int[] neighbours;
  final float[] relative;
  final float[] targets;

  public ArcProblem(int slots, int latentDim, int channels, int anchors, int count) {
    this.shape = new ArcShape(slots, latentDim, channels);
    this.anchors = anchors;
    this.count = count;
    int hidden = shape.hidden();
    float bound = (float) (1 / Math.sqrt(hidden));
    this.w = uniform(1, hidden * hidden, bound);
    this.b = uniform(2, hidden, bound);
    this.v = uniform(3, channels * hidden, bound);
    this.vBias = uniform(4, channels, bound);
    this.latents = uniform(5, anchors * latentDim, 1f);
    this.relative = uniform(6, count * slots * 2, 2f);
    this.targets = uniform(7, count * channels, 1f);
    this.neighbours = new int[count * slots];
    Philox random = new Philox(8);
    for (int i = 0; i < neighbours.length; i++) {
      neighbours[i] = random.below(i, anchors);
    }
  }

  ArcWeights weights() {
    ArcWeights weights = new ArcWeights(shape);
    weights.load(w, b, v, vBias);
    return weights;
  }

  ArcPoints points() {
    ArcPoints points = new ArcPoints(shape, count);
    for (int i = 0; i < neighbours.length; i++) {
      points.set(
          i / shape.slots(),
          i % shape.slots(),
          neighbours[i],
          relative[2 * i],
          relative[2 * i + 1]);
    }
    return points;
  }

  float[] latentRows() {
    float[] rows = new float[ArcShape.wholeTiles(anchors) * shape.latentRow()];
    for (int i = 0; i < anchors; i++) {
      System.arraycopy(
          latents, i * shape.latentDim(), rows, i * shape.latentRow(), shape.latentDim());
    }
    return rows;
  }

  /** What one step sees. */
  public final class Result {
    final float[] values;
    final float loss;
    final float[] latentGradients;
    final float[] gw;
    final float[] gb;
    final float[] gv;
    final float[] gvBias;

    Result(Kernels kernels, boolean keepConstants, Team team) {
      ArcWeights weights = weights();
      ArcPass pass = new ArcPass(ArcKernels.of(kernels), weights, team);
      ArcPoints points = points();
      if (keepConstants) {
        points.keepConstants(ArcKernels.of(kernels), weights);
      }
      List<ArcStrand> strands = ArcStrand.of(points, 0, count, anchors);
      float[] latentRows = latentRows();
      values = new float[count * shape.channels()];
      pass.values(points, strands, latentRows, values);
      float[] padded = new float[latentRows.length];
      float alone = pass.gradient(points, strands, targets, latentRows, padded);
      float[] frozen = padded.clone();
      ArcDecoderGradient decoder = new ArcDecoderGradient(shape);
      loss = pass.gradientOfAll(points, strands, targets, latentRows, padded, decoder);
      if (alone != loss || !Arrays.equals(frozen, padded)) {
        throw new AssertionError("a frozen decoder changes the gradient of the latents");
      }
      latentGradients = new float[latents.length];
      for (int i = 0; i < latents.length; i++) {
        latentGradients[i] =
            padded[i / shape.latentDim() * shape.latentRow() + i % shape.latentDim()];
      }
      gw = new float[w.length];
      gb = new float[b.length];
      gv = new float[v.length];
      gvBias = new float[vBias.length];
      decoder.addTo(1f, gw, gb, gv, gvBias);
    }

    /** All of it in one array. */
    public float[] numbers() {
      float[][] parts = {values, {loss}, latentGradients, gw, gb, gv, gvBias};
      int size = 0;
      for (float[] part : parts) {
        size += part.length;
      }
      float[] all = new float[size];
      int at = 0;
      for (float[] part : parts) {
        System.arraycopy(part, 0, all, at, part.length);
        at += part.length;
      }
      return all;
    }
  }

  public Result run(Kernels kernels) {
    return new Result(kernels, false, Team.SOLO);
  }

  /** The decoder applied to each point's whole input, in double: no tables. */
  double[] directValues() {
    int hidden = shape.hidden();
    int dim = shape.latentDim();
    double[] out = new double[count * shape.channels()];
    for (int p = 0; p < count; p++) {
      double[] input = new double[hidden];
      for (int j = 0; j < shape.slots(); j++) {
        int i = p * shape.slots() + j;
        for (int z = 0; z < dim; z++) {
          input[j * dim + z] = latents[neighbours[i] * dim + z];
        }
        input[shape.slots() * dim + 2 * j] = relative[2 * i];
        input[shape.slots() * dim + 2 * j + 1] = relative[2 * i + 1];
      }
      for (int c = 0; c < shape.channels(); c++) {
        out[p * shape.channels() + c] = vBias[c];
      }
      for (int h = 0; h < hidden; h++) {
        double sum = b[h];
        for (int k = 0; k < hidden; k++) {
          sum += w[h * hidden + k] * input[k];
        }
        for (int c = 0; c < shape.channels(); c++) {
          out[p * shape.channels() + c] += v[c * hidden + h] * Math.max(sum, 0);
        }
      }
    }
    return out;
  }

  double directLoss() {
    double[] values = directValues();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (values[i] - targets[i]) * (values[i] - targets[i]);
    }
    return sum / values.length;
  }

  private static float[] uniform(long key, int size, float bound) {
    float[] out = new float[size];
    new Philox(key).fillUniform(out, 0, size, -bound, bound);
    return out;
  }
}
