package io.anchorage.kernel;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Loss, gradient and values of networks that are composed of operations on {@link Sheets}: of
 * {@link Gabor} units, of filters, or on learnt features. One implementation for both kernel sets.
 * A team shares the strands of a large image; each strand has its own gradient, and these are added
 * in order.
 */
public final class SheetMlp implements MlpKernel {
  private final MlpShape shape;
  private final Team team;
  private final Supplier<Sheets> sheets;
  private final ConcurrentLinkedQueue<SheetPass> idle = new ConcurrentLinkedQueue<>();

  /** Whether a network needs this kernel: the others know one linear part, and fixed features. */
  public static boolean suits(MlpShape shape) {
    return shape.activation() instanceof Gabor || shape.mapping().parameters() > 0;
  }

  /**
   * @param sheets of {@code shape.tile()} positions
   */
  public SheetMlp(MlpShape shape, Team team, Supplier<Sheets> sheets) {
    this.shape = shape;
    this.team = team;
    this.sheets = sheets;
  }

  @Override
  public float gradient(MlpPoints points, float[] target, float[] parameters, float[] gradient) {
    MlpTiles tiles = shape.tiles(points.positions());
    float[][] own = new float[tiles.strands()][gradient.length];
    double[] losses = new double[own.length];
    team.each(
        own.length,
        s -> {
          SheetPass pass = take();
          losses[s] = pass.gradient(points, tiles, s, target, parameters, own[s]);
          idle.add(pass);
        });
    Arrays.fill(gradient, 0f);
    double loss = 0;
    for (int s = 0; s < own.length; s++) {
      loss += losses[s];
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += own[s][i];
      }
    }
    return (float) (loss / ((double) points.count() * shape.outputs()));
  }

  @Override
  public void evaluate(MlpPoints points, float[] parameters, float[] out) {
    MlpTiles tiles = shape.tiles(points.positions());
    team.each(
        tiles.strands(),
        s -> {
          SheetPass pass = take();
          pass.evaluate(points, tiles, s, parameters, out);
          idle.add(pass);
        });
  }

  /**
   * @throws UnsupportedOperationException always: the linear layer of these networks is not solved
   */
  @Override
  public void hidden(
      MlpPoints points, float[] parameters, int from, int to, float[] out, int pitch) {
    throw new UnsupportedOperationException("The last layer of " + shape + " is not solved");
  }

  @Override
  public void close() {
    for (SheetPass pass = idle.poll(); pass != null; pass = idle.poll()) {
      pass.close();
    }
  }

  private SheetPass take() {
    SheetPass pass = idle.poll();
    return pass == null ? new SheetPass(shape, sheets.get()) : pass;
  }
}
