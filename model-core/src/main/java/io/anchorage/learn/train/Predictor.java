package io.anchorage.learn.train;

import ai.djl.ndarray.NDManager;
import io.anchorage.UserException;
import io.anchorage.cloud.FieldView;
import io.anchorage.cloud.Sample;
import io.anchorage.cloud.ViewKind;
import io.anchorage.learn.net.CrossEntropy;
import io.anchorage.learn.net.Model;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import java.util.Iterator;
import java.util.List;

/** Classifies fields with a trained model. */
public final class Predictor implements AutoCloseable {
  private final NDManager manager;
  private final TrainedModel model;
  private final Classifier classifier;

  /**
   * Loads a model onto the device.
   *
   * @throws UserException of kind INPUT if its weights do not fit its architecture
   */
  public Predictor(Tensors torch, TrainedModel model) {
    this.model = model;
    this.manager = torch.newManager();
    ModelParameters plan = new ModelParameters();
    Model<?> network = model.training().model().build(plan, model.shape(), model.classes().size());
    Weights weights = Weights.initial(plan, manager, torch, 0);
    try {
      weights.load(model.weights());
    } catch (IllegalArgumentException e) {
      manager.close();
      throw new UserException(
          UserException.Kind.INPUT,
          e.getMessage()
              + "; the weights belong to another architecture than the one in the model's card",
          e);
    }
    this.classifier =
        new Classifier(
            torch,
            manager,
            network,
            weights,
            model.training().normalisation().by(model.statistics(), model.shape()),
            model.classes().size());
  }

  /**
   * The probability of each class.
   *
   * @param views with raw features
   * @return [views][classes]
   * @throws UserException of kind INPUT if a view differs in kind or length from those the model
   *     was trained on
   */
  public float[][] probabilities(List<? extends FieldView> views) {
    for (FieldView view : views) {
      check(view);
    }
    float[][] logits = classifier.logits(views);
    for (int i = 0; i < logits.length; i++) {
      logits[i] = CrossEntropy.probabilities(logits[i]);
    }
    return logits;
  }

  /** Evaluates the model in one pass over a dataset with the same classes. */
  public Evaluation evaluate(SampleSource source) {
    if (!source.classes().equals(model.classes())) {
      throw new UserException(
          UserException.Kind.INPUT,
          "The model knows classes %s, but the dataset has %s; evaluate it on a dataset with its classes"
                  .formatted(model.classes(), source.classes())
              + " classes");
    }
    try (SampleSource.Stream samples = source.inOrder()) {
      return classifier.evaluate(
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return samples.hasNext();
            }

            @Override
            public Sample next() {
              Sample sample = samples.next();
              check(sample.view());
              return sample;
            }
          });
    }
  }

  private void check(FieldView view) {
    ViewKind<?> taken = model.training().model().takes();
    if (!view.kind().equals(taken)) {
      throw new UserException(
          UserException.Kind.INPUT,
          "The model was trained on %s, but these are %s; use the input it was trained with"
              .formatted(taken.many(), view.kind().many()));
    }
    if (view.dim() != model.dim()) {
      throw new UserException(
          UserException.Kind.INPUT,
          "The model was trained on %s of %d %s, but this one has %d; use fields of the same recipe"
              .formatted(taken.many(), model.dim(), taken.features(), view.dim()));
    }
    if (model.shape().network().isPresent() && !view.shape().equals(model.shape())) {
      throw new UserException(
          UserException.Kind.INPUT,
          "The model was trained on the weights of other networks, with as many parameters; use"
              + " fields of the same recipe");
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
