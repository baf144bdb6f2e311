package io.anchorage.family.mlp;

import io.anchorage.equation.Batch;
import io.anchorage.equation.Problem;
import io.anchorage.field.Coordinates;
import io.anchorage.field.Field;
import io.anchorage.fit.FitRecipe;
import io.anchorage.fit.FitSession;
import io.anchorage.fit.FitTask;
import io.anchorage.kernel.AdamState;
import io.anchorage.kernel.JetLoss;
import io.anchorage.kernel.JetMlp;
import io.anchorage.kernel.JetShape;
import io.anchorage.kernel.JetShape.Pair;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.MlpKernel;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.MlpShape;
import io.anchorage.kernel.Team;
import io.anchorage.kernel.random.Draws;
import io.anchorage.signal.Signal;
import java.util.ArrayList;
import java.util.List;

/** One coordinate MLP that is made to solve an equation. */
final class EquationSession implements FitSession {
  private final MlpConfig config;
  private final Signal signal;
  private final Problem problem;
  private final int steps;
  private final Kernels kernels;
  private final JetMlp jets;
  private final MlpKernel values;
  private final AdamState state;
  private final Draws draws;
  private final float[] parameters;
  private final float[] gradient;

  /** For each order of the problem's jets, that of the network's: inputs are not axes. */
  private final int[] orders;

  private float lastLoss = Float.NaN;

  /**
   * @param start taken over
   */
  EquationSession(
      FitRecipe recipe, FitTask task, Problem problem, float[] start, Kernels kernels, Team team) {
    this.config = (MlpConfig) recipe.family();
    this.signal = task.signal();
    this.problem = problem;
    this.steps = recipe.stop().steps();
    this.kernels = kernels;
    MlpShape network = MlpGeometry.shape(config, signal.grid().dimensions(), signal.channels());
    JetShape shape = new JetShape(network, rates(), pairs());
    this.orders = orders(shape);
    this.jets = new JetMlp(shape, kernels, team);
    this.values = kernels.mlp(network, team);
    this.state = recipe.adamState(start.length);
    this.draws = new Draws(recipe.seeds(signal.id(), task.repeat()).stream("points"));
    this.parameters = start;
    this.gradient = new float[start.length];
  }

  private int input(int axis) {
    return config.inputOfAxis(axis, signal.grid().dimensions());
  }

  private List<Float> rates() {
    Float[] rates = new Float[signal.grid().dimensions()];
    for (int a = 0; a < rates.length; a++) {
      rates[input(a)] = problem.rates().get(a);
    }
    return List.of(rates);
  }

  private List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (Pair pair : problem.pairs()) {
      int a = input(pair.a());
      int b = input(pair.b());
      pairs.add(new Pair(Math.min(a, b), Math.max(a, b)));
    }
    return pairs;
  }

  private int[] orders(JetShape shape) {
    int[] orders = new int[shape.orders()];
    for (int a = 0; a < shape.coordinates(); a++) {
      orders[shape.first(a)] = shape.first(input(a));
    }
    for (int p = 0; p < shape.pairs().size(); p++) {
      orders[shape.second(p)] = shape.second(p);
    }
    return orders;
  }

  @Override
  public void step(int count) {
    for (int i = 0; i < count; i++) {
      Batch batch = problem.draw(state.steps(), steps, draws);
      lastLoss = (float) jets.gradient(points(batch), parameters, ordered(batch.loss()), gradient);
      kernels.adam(state, parameters, gradient);
    }
  }

  private MlpPoints points(Batch batch) {
    float[][] inputs = new float[batch.points().length][];
    for (int a = 0; a < inputs.length; a++) {
      inputs[input(a)] = batch.points()[a];
    }
    return MlpPoints.list(inputs);
  }

  private JetLoss ordered(JetLoss loss) {
    return (point, y, slopes) -> {
      double[][] own = new double[orders.length][];
      double[][] ownSlopes = new double[orders.length][];
      for (int o = 0; o < orders.length; o++) {
        own[o] = y[orders[o]];
        ownSlopes[o] = slopes[orders[o]];
      }
      return loss.at(point, own, ownSlopes);
    };
  }

  @Override
  public int steps() {
    return state.steps();
  }

  /** The equation's loss. */
  @Override
  public float lastLoss() {
    return lastLoss;
  }

  @Override
  public boolean losesToSignal() {
    return false;
  }

  @Override
  public void retarget(float[] target) {
    throw new UnsupportedOperationException("what an equation asks for is no target");
  }

  @Override
  public double loss(int[] points) {
    throw new UnsupportedOperationException("what an equation asks for is no target");
  }

  @Override
  public float[] evaluate(Coordinates at) {
    return values(MlpGeometry.points(config, signal.grid(), at));
  }

  @Override
  public float[] evaluateGrid() {
    return values(MlpGeometry.points(config, signal.grid()));
  }

  private float[] values(MlpPoints points) {
    float[] out = new float[signal.channels() * points.count()];
    values.evaluate(points, parameters, out);
    return out;
  }

  @Override
  public Field field() {
    return Field.on(signal.grid(), signal.normalisation())
        .floats(MlpFields.PARAMETERS, parameters.clone())
        .build();
  }

  @Override
  public void close() {
    jets.close();
    values.close();
  }
}
