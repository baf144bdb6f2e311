package io.anchorage.learn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.anchorage.cloud.FieldView;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.Model;
import io.anchorage.learn.net.ModelConfig;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import java.util.List;
import java.util.function.Supplier;

/** A model with weights, in double precision, away from the symmetric start of its norms. */
public final class ModelUnderTest implements AutoCloseable {
  private final Tensors torch = Tensors.load().inDoublePrecision();
  private final NDManager manager = torch.newManager();
  private final ModelParameters plan = new ModelParameters();
  private final Model<?> model;
  private final List<? extends FieldView> views;
  private final Weights weights;
  private final int classes;

  /**
   * @param views what the loss and its gradient are taken of
   */
  public ModelUnderTest(ModelConfig config, List<? extends FieldView> views, int classes) {
    this.views = views;
    this.classes = classes;
    this.model = config.build(plan, views.get(0).shape(), classes);
    this.weights = Weights.initial(plan, manager, torch, 5);
    NDArray values = weights.values();
    float[] noise = new float[plan.size()];
    new Philox(8).fillUniform(noise, 0, noise.length, -0.1f, 0.1f);
    values.addi(manager.create(noise).toType(torch.type(), false));
  }

  /** [views][classes]. */
  public double[] logits(List<? extends FieldView> seen) {
    return run(
        () ->
            model
                .arrangeAny(seen)
                .logits(Pass.evaluation(torch, manager, weights))
                .toDoubleArray());
  }

  /** What a training step minimises, with a label for each view that is shared by all classes. */
  private NDArray loss(Pass pass) {
    float[] truth = new float[views.size() * classes];
    new Philox(9).fillUniform(truth, 0, truth.length, 0.1f, 1);
    return model.arrangeAnyToTrain(views, new Philox(6)).objective(pass, truth).loss();
  }

  public double[] gradient() {
    Pass[] pass = new Pass[1];
    return run(
        () -> {
          Tensors.differentiate(
              () -> {
                pass[0] = Pass.training(torch, manager, weights);
                return loss(pass[0]);
              });
          return pass[0].gradient().toDoubleArray();
        });
  }

  public double lossAt(double[] start, int parameter, double step) {
    double[] moved = start.clone();
    moved[parameter] += step;
    return run(
        () -> {
          manager.create(moved).copyTo(weights.values());
          double loss = loss(Pass.training(torch, manager, weights)).getDouble();
          manager.create(start).copyTo(weights.values());
          return new double[] {loss};
        })[0];
  }

  private double[] run(Supplier<double[]> work) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return work.get();
    }
  }

  public ModelParameters plan() {
    return plan;
  }

  /** All parameters as they are now. */
  public double[] values() {
    return weights.values().toDoubleArray();
  }

  @Override
  public void close() {
    manager.close();
  }
}
