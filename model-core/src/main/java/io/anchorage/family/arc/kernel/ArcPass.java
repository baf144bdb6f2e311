package io.anchorage.family.arc.kernel;

import io.anchorage.kernel.Team;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Passes over the points of one ARC, strand by strand; a team shares the strands. Holds scratch
 * memory; not thread-safe.
 *
 * <p>Each strand has its own tables and its own sums, which are added in strand order, so the
 * result does not depend on the team.
 */
public final class ArcPass {
  private final ArcKernel kernel;
  private final ArcWeights weights;
  private final ArcShape shape;
  private final Team team;
  private final Deque<ArcStrandPass> spaces = new ConcurrentLinkedDeque<>();
  private float[][] partial = new float[0][];
  private double[] squares = new double[0];

  /** A pass on the calling thread. */
  public ArcPass(ArcKernel kernel, ArcWeights weights) {
    this(kernel, weights, Team.SOLO);
  }

  public ArcPass(ArcKernel kernel, ArcWeights weights, Team team) {
    this.kernel = kernel;
    this.weights = weights;
    this.shape = weights.shape();
    this.team = team;
  }

  /**
   * Evaluates the cloud at points.
   *
   * @param strands of these points
   * @param latents [anchors][latentRow]
   * @param out [points][channels]
   */
  public void values(ArcPoints points, List<ArcStrand> strands, float[] latents, float[] out) {
    team.each(
        strands.size(),
        s -> {
          ArcStrandPass space = space();
          space.values(points, strands.get(s), latents, out);
          spaces.push(space);
        });
  }

  /**
   * The loss over the strands' points, and its gradient.
   *
   * @param targets [points.count()][channels]
   * @param latents [anchors][latentRow]
   * @param gradients of the latents, [anchors][latentRow], overwritten
   * @return mean squared error over points and channels
   */
  public float gradient(
      ArcPoints points,
      List<ArcStrand> strands,
      float[] targets,
      float[] latents,
      float[] gradients) {
    int count = count(strands);
    prepare(strands, gradients);
    if (strands.size() == 1) {
      gradient(points, strands.get(0), 0, count, targets, latents);
    } else {
      team.each(strands.size(), s -> gradient(points, strands.get(s), s, count, targets, latents));
    }
    return sum(strands, count, gradients);
  }

  /**
   * Like {@link #gradient}, and also adds the gradient of the decoder. Runs on the calling thread:
   * decoder training is parallel over images instead.
   */
  public float gradientOfAll(
      ArcPoints points,
      List<ArcStrand> strands,
      float[] targets,
      float[] latents,
      float[] gradients,
      ArcDecoderGradient decoder) {
    int count = count(strands);
    prepare(strands, gradients);
    ArcStrandPass space = space();
    for (int s = 0; s < strands.size(); s++) {
      squares[s] =
          space.gradientOfAll(
              points, strands.get(s), scale(count), targets, latents, partial[s], decoder);
    }
    spaces.push(space);
    return sum(strands, count, gradients);
  }

  /** Releases working memory. The pass may be used again. */
  public void close() {
    for (ArcStrandPass space = spaces.poll(); space != null; space = spaces.poll()) {
      space.close();
    }
  }

  private void gradient(
      ArcPoints points, ArcStrand strand, int s, int count, float[] targets, float[] latents) {
    ArcStrandPass space = space();
    squares[s] = space.gradient(points, strand, scale(count), targets, latents, partial[s]);
    spaces.push(space);
  }

  private ArcStrandPass space() {
    ArcStrandPass space = spaces.poll();
    return space == null ? new ArcStrandPass(kernel, weights) : space;
  }

  private float scale(int count) {
    return 2f / (count * shape.channels());
  }

  private void prepare(List<ArcStrand> strands, float[] gradients) {
    Arrays.fill(gradients, 0f);
    if (partial.length < strands.size()) {
      partial = Arrays.copyOf(partial, strands.size());
      squares = new double[strands.size()];
    }
    for (int s = 0; s < strands.size(); s++) {
      int size = strands.get(s).anchorStarts().length * shape.latentRow();
      if (partial[s] == null || partial[s].length < size) {
        partial[s] = new float[size];
      }
    }
  }

  private float sum(List<ArcStrand> strands, int count, float[] gradients) {
    double sum = 0;
    for (int s = 0; s < strands.size(); s++) {
      int[] starts = strands.get(s).anchorStarts();
      int anchors = starts.length;
      kernel.addRows(anchors, shape.latentRow(), partial[s], 0, starts, gradients, 0);
      sum += squares[s];
    }
    return (float) (sum / ((double) count * shape.channels()));
  }

  private static int count(List<ArcStrand> strands) {
    int count = 0;
    for (ArcStrand strand : strands) {
      count += strand.count();
    }
    return count;
  }
}
