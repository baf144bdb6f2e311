package io.anchorage.kernel.vector;

import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.MlpTiles;
import io.anchorage.kernel.Team;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The SIMD twin of {@code ScalarMlp}, using its symbols. One point per lane. A team shares the
 * strands of a large image; each strand has its own gradient, and these are added in order.
 */
final class VectorMlp implements MlpKernel {
  /** Parameters that one thread sums over strands at a time. */
  private static final int SLICE = 1 << 14;

  private final MlpShape shape;
  private final Team team;
  private final MlpLayers layers;
  private final ConcurrentLinkedQueue<MlpWorkspace> idle = new ConcurrentLinkedQueue<>();
  private float[][] strandGradients = {};

  VectorMlp(MlpShape shape, Team team) {
    this.shape = shape;
    this.team = team;
    this.layers = new MlpLayers(shape);
  }

  @Override
  public float gradient(MlpPoints points, float[] target, float[] parameters, float[] gradient) {
    layers.prepare(points, parameters);
    MlpTiles tiles = shape.tiles(points.positions());
    double[] losses = new double[tiles.strands()];
    if (losses.length == 1) {
      losses[0] = strand(points, tiles, 0, target, gradient);
    } else {
      reserve(losses.length);
      float[][] own = strandGradients;
      team.each(losses.length, s -> losses[s] = strand(points, tiles, s, target, own[s]));
      team.each((gradient.length - 1) / SLICE + 1, i -> add(own, losses.length, i, gradient));
    }
    double loss = 0;
    for (double part : losses) {
      loss += part;
    }
    return (float) (loss / ((double) points.count() * shape.outputs()));
  }

  @Override
  public void evaluate(MlpPoints points, float[] parameters, float[] out) {
    layers.prepare(points, parameters);
    MlpTiles tiles = shape.tiles(points.positions());
    team.each(
        tiles.strands(),
        s -> {
          MlpWorkspace workspace = take();
          workspace.evaluate(points, tiles, s, out);
          idle.add(workspace);
        });
  }

  @Override
  public void hidden(
      MlpPoints points, float[] parameters, int from, int to, float[] out, int pitch) {
    layers.prepare(points, parameters);
    MlpWorkspace workspace = take();
    workspace.hidden(points, shape.tiles(points.positions()), from, to, out, pitch);
    idle.add(workspace);
  }

  @Override
  public void close() {
    for (MlpWorkspace w = idle.poll(); w != null; w = idle.poll()) {
      w.close();
    }
    layers.tables.close();
  }

  private double strand(
      MlpPoints points, MlpTiles tiles, int strand, float[] target, float[] gradient) {
    MlpWorkspace workspace = take();
    Arrays.fill(gradient, 0f);
    double loss = workspace.gradient(points, tiles, strand, target, gradient);
    idle.add(workspace);
    return loss;
  }

  private MlpWorkspace take() {
    MlpWorkspace workspace = idle.poll();
    return workspace == null ? new MlpWorkspace(shape, layers) : workspace;
  }

  private void reserve(int strands) {
    if (strandGradients.length < strands) {
      strandGradients = new float[strands][shape.parameters()];
    }
  }

  private static void add(float[][] parts, int count, int slice, float[] sum) {
    int from = slice * SLICE;
    int to = Math.min(sum.length, from + SLICE);
    System.arraycopy(parts[0], from, sum, from, to - from);
    for (int p = 1; p < count; p++) {
      float[] part = parts[p];
      for (int i = from; i < to; i++) {
        sum[i] += part[i];
      }
    }
  }
}
