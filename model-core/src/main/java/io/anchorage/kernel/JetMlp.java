package io.anchorage.kernel;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Values and derivatives by the coordinates of a coordinate MLP, and the gradient by its parameters
 * of a loss on them: jets forward through the layers, then back the same way. Exact; one
 * implementation for both kernel sets, which give the same bits. A team shares the strands of many
 * points; each has its own gradient, and these are added in order.
 */
public final class JetMlp implements AutoCloseable {
  /** Positions that go through the network together; part of the specification. */
  private static final int TILE = 256;

  private final JetShape shape;
  private final Kernels kernels;
  private final Team team;
  private final ConcurrentLinkedQueue<JetPass> idle = new ConcurrentLinkedQueue<>();

  public JetMlp(JetShape shape, Kernels kernels, Team team) {
    this.shape = shape;
    this.kernels = kernels;
    this.team = team;
  }

  public JetShape shape() {
    return shape;
  }

  /**
   * The loss over all points and its gradient.
   *
   * @param points any list
   * @param parameters [network parameters]
   * @param gradient [network parameters], overwritten
   */
  public double gradient(MlpPoints points, float[] parameters, JetLoss loss, float[] gradient) {
    MlpTiles tiles = MlpTiles.of(points.positions(), TILE);
    float[][] own = new float[tiles.strands()][parameters.length + tail()];
    double sum = strands(points, tiles, parameters, loss, own);
    Arrays.fill(gradient, 0f);
    for (float[] part : own) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += part[i];
      }
    }
    return sum;
  }

  /** The loss over all points. */
  public double loss(MlpPoints points, float[] parameters, JetLoss loss) {
    MlpTiles tiles = MlpTiles.of(points.positions(), TILE);
    return strands(points, tiles, parameters, loss, new float[tiles.strands()][0]);
  }

  private double strands(
      MlpPoints points, MlpTiles tiles, float[] parameters, JetLoss loss, float[][] gradients) {
    float[] extended = Arrays.copyOf(parameters, parameters.length + tail());
    double[] losses = new double[tiles.strands()];
    team.each(
        losses.length,
        s -> {
          JetPass pass = take();
          losses[s] = pass.gradient(points, tiles, s, extended, loss, gradients[s]);
          idle.add(pass);
        });
    double sum = 0;
    for (double part : losses) {
      sum += part;
    }
    return sum;
  }

  /** Numbers behind the parameters, in the place of biases that a matrix holds already. */
  private int tail() {
    return Math.max(shape.network().width(), shape.network().outputs());
  }

  private JetPass take() {
    JetPass pass = idle.poll();
    return pass == null ? new JetPass(shape, kernels.sheets(shape.network(), TILE), TILE) : pass;
  }

  @Override
  public void close() {
    for (JetPass pass = idle.poll(); pass != null; pass = idle.poll()) {
      pass.close();
    }
  }
}
