package io.anchorage.family.arc.kernel;

import io.anchorage.kernel.Arena;
import io.anchorage.kernel.Team;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The Jacobian J of a cloud's values in its latents, and products with it.
 *
 * <p>The decoder is piecewise linear. With the hidden units h that are on at point p, the row of
 * channel c has in slot j
 *
 * <pre>
 * dy_pc / dz_(i_j) = sum of V_ch W_j[h] over the units h that are on
 * </pre>
 *
 * <p>n z numbers, whatever the number of latents. From one point of linearisation to the next, few
 * units are switched on or off, and rows are corrected by those alone. A product with J and its
 * transpose takes 2 n z multiply-adds a row; through the decoder it would take about ten times as
 * many.
 *
 * <p>Each strand has its own sums, which are added in strand order, so results do not depend on the
 * team. Not thread-safe.
 */
public final class ArcJacobian {
  private final ArcKernel kernel;
  private final JacobianKernel own;
  private final ArcWeights weights;
  private final ArcPoints points;
  private final Team team;
  private final JacobianStrand[] strands;
  private final float[] units;
  private final int unitsAt;
  private final Deque<ArcStrandPass> passes = new ConcurrentLinkedDeque<>();

  /**
   * A Jacobian without a point of linearisation: {@link #differences}, then {@link #follow}.
   *
   * @param strands of all points that count
   */
  public ArcJacobian(
      ArcKernel kernel,
      JacobianKernel own,
      ArcWeights weights,
      ArcPoints points,
      List<ArcStrand> strands,
      Team team) {
    ArcShape shape = weights.shape();
    this.kernel = kernel;
    this.own = own;
    this.weights = weights;
    this.points = points;
    this.team = team;
    this.strands = new JacobianStrand[strands.size()];
    for (int s = 0; s < this.strands.length; s++) {
      this.strands[s] = new JacobianStrand(own, shape, strands.get(s));
    }
    Arena.Plan plan = new Arena.Plan();
    this.unitsAt = plan.take(shape.channels() * shape.hidden() * shape.jacobianRow());
    this.units = Arena.take(plan);
    weights.unitRows(units, unitsAt);
  }

  /**
   * Evaluates the cloud; J stays where it is.
   *
   * @param targets [points][channels]
   * @param latents [anchors][latentRow]
   * @return the sum of squared differences between values and targets
   */
  public double differences(float[] targets, float[] latents) {
    team.each(
        strands.length,
        s -> {
          ArcStrandPass pass = passes.poll();
          pass = pass == null ? new ArcStrandPass(kernel, weights) : pass;
          strands[s].differences(pass, points, targets, latents);
          passes.push(pass);
        });
    double sum = 0;
    for (JacobianStrand strand : strands) {
      sum += strand.squares();
    }
    return sum;
  }

  /** Moves J, and the differences that {@link #gradient} uses, to where they were last computed. */
  public void follow() {
    team.each(strands.length, s -> strands[s].follow(units, unitsAt));
  }

  /**
   * {@code out = J^T d} for the differences d.
   *
   * @param out [anchors][latentRow], overwritten
   */
  public void gradient(float[] out) {
    team.each(strands.length, s -> strands[s].gradient());
    add(out);
  }

  /**
   * The diagonal of {@code J^T J}.
   *
   * @param out [anchors][latentRow], overwritten
   */
  public void diagonal(float[] out) {
    team.each(strands.length, s -> strands[s].diagonal());
    add(out);
  }

  /**
   * {@code out = J^T J x}.
   *
   * @param x [anchors][latentRow]
   * @param out [anchors][latentRow], overwritten
   * @return {@code |J x|^2}
   */
  public double normal(float[] x, float[] out) {
    team.each(strands.length, s -> strands[s].normal(x));
    add(out);
    double sum = 0;
    for (JacobianStrand strand : strands) {
      sum += strand.squares();
    }
    return sum;
  }

  /** {@code a . b}. */
  public double dot(float[] a, float[] b) {
    return own.dot(a, b);
  }

  /** Releases working memory; the Jacobian is of no use afterwards. */
  public void close() {
    for (ArcStrandPass pass : passes) {
      pass.close();
    }
    for (JacobianStrand strand : strands) {
      strand.close();
    }
    Arena.give(units);
  }

  private void add(float[] out) {
    Arrays.fill(out, 0f);
    for (JacobianStrand strand : strands) {
      strand.addTo(kernel, out);
    }
  }
}
