package io.anchorage.family.localglobal;

import io.anchorage.family.localglobal.PartitionedPoints.Tile;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.Team;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Loss, gradient and values of Local-Global SIRENs of one shape, one implementation for both kernel
 * sets. A team shares the strands; each has its own gradient, of what all partitions share and of
 * its own partitions, and these are added in order.
 */
final class LocalGlobalKernel implements AutoCloseable {
  private final LocalGlobalShape shape;
  private final Kernels kernels;
  private final Team team;
  private final ConcurrentLinkedQueue<LocalGlobalPass> idle = new ConcurrentLinkedQueue<>();

  LocalGlobalKernel(LocalGlobalShape shape, Kernels kernels, Team team) {
    this.shape = shape;
    this.kernels = kernels;
    this.team = team;
  }

  /**
   * The mean squared error over all points and channels, and its gradient.
   *
   * @param target as {@link PartitionedPoints#lay} gives it
   * @param gradient [parameters], overwritten
   */
  float gradient(PartitionedPoints points, float[] target, float[] parameters, float[] gradient) {
    float[][] own = new float[points.strands()][];
    double[] losses = new double[own.length];
    team.each(
        own.length,
        s -> {
          List<Tile> strand = points.strand(s);
          int partitions = last(strand) - strand.get(0).partition() + 1;
          own[s] = new float[shape.shared() + partitions * shape.each() + shape.local()];
          LocalGlobalPass pass = take();
          losses[s] = pass.gradient(points, strand, target, parameters, own[s]);
          idle.add(pass);
        });
    Arrays.fill(gradient, 0f);
    double loss = 0;
    for (int s = 0; s < own.length; s++) {
      loss += losses[s];
      int first = points.strand(s).get(0).partition();
      add(own[s], 0, gradient, 0, shape.shared());
      int length = own[s].length - shape.local() - shape.shared();
      add(own[s], shape.shared(), gradient, shape.shared() + first * shape.each(), length);
    }
    return (float) (loss / ((double) points.count() * shape.channels()));
  }

  private static int last(List<Tile> strand) {
    return strand.get(strand.size() - 1).partition();
  }

  private static void add(float[] from, int at, float[] to, int begin, int length) {
    for (int i = 0; i < length; i++) {
      to[begin + i] += from[at + i];
    }
  }

  /**
   * The outputs.
   *
   * @return [channels][points]
   */
  float[] evaluate(PartitionedPoints points, float[] parameters) {
    float[] out = new float[shape.channels() * points.count()];
    team.each(
        points.strands(),
        s -> {
          LocalGlobalPass pass = take();
          pass.evaluate(points, points.strand(s), parameters, out);
          idle.add(pass);
        });
    return out;
  }

  private LocalGlobalPass take() {
    LocalGlobalPass pass = idle.poll();
    return pass == null ? new LocalGlobalPass(shape, kernels.sheets(shape.tiles())) : pass;
  }

  @Override
  public void close() {
    for (LocalGlobalPass pass = idle.poll(); pass != null; pass = idle.poll()) {
      pass.close();
    }
  }
}
