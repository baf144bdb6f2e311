package io.anchorage.learn.train;

import ai.djl.ndarray.NDManager;
import io.anchorage.UserException;
import io.anchorage.cloud.LabelledCloud;
import io.anchorage.cloud.PointCloud;
import io.anchorage.learn.net.CrossEntropy;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Tensors;
import io.anchorage.learn.net.Weights;
import io.anchorage.learn.point.CloudModel;
import java.util.Iterator;
import java.util.List;

/** A trained model in use. */
public final class Predictor implements AutoCloseable {
  private final NDManager manager;
  private final TrainedModel model;
  private final CloudClassifier classifier;

  /**
   * Puts a model on the device.
   *
   * @throws UserException of kind INPUT if its weights do not fit its architecture
   */
  public Predictor(Tensors torch, TrainedModel model) {
    this.model = model;
    this.manager = torch.newManager();
    ModelParameters plan = new ModelParameters();
    CloudModel cloudModel =
        model.training().model().build(plan, model.dim(), model.classes().size());
    Weights weights = Weights.initial(plan, manager, torch, 0);
    try {
      weights.load(model.weights());
    } catch (IllegalArgumentException e) {
      manager.close();
      throw new UserException(
          UserException.Kind.INPUT,
          e.getMessage() + "; the weights are of another architecture than the model's card",
          e);
    }
    this.classifier =
        new CloudClassifier(
            torch,
            manager,
            cloudModel,
            weights,
            model.training().normalisation(),
            model.statistics(),
            model.classes().size());
  }

  /**
   * The probability of each class.
   *
   * @param clouds with raw features
   * @return [clouds][classes]
   * @throws UserException of kind INPUT if a cloud has another number of features than the model
   */
  public float[][] probabilities(List<PointCloud> clouds) {
    for (PointCloud cloud : clouds) {
      check(cloud);
    }
    float[][] logits = classifier.logits(clouds);
    for (int i = 0; i < logits.length; i++) {
      logits[i] = CrossEntropy.probabilities(logits[i]);
    }
    return logits;
  }

  /** Goes through a dataset with the same classes once. */
  public Evaluation evaluate(CloudSource source) {
    if (!source.classes().equals(model.classes())) {
      throw new UserException(
          UserException.Kind.INPUT,
          "The model knows the classes %s, the dataset has %s; evaluate it on a dataset of its own"
                  .formatted(model.classes(), source.classes())
              + " classes");
    }
    try (CloudSource.Stream clouds = source.inOrder()) {
      return classifier.evaluate(
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return clouds.hasNext();
            }

            @Override
            public LabelledCloud next() {
              LabelledCloud cloud = clouds.next();
              check(cloud.cloud());
              return cloud;
            }
          });
    }
  }

  private void check(PointCloud cloud) {
    if (cloud.dim() != model.dim()) {
      throw new UserException(
          UserException.Kind.INPUT,
          "The model was trained on clouds of %d features, this one has %d; use the table's own"
                  .formatted(model.dim(), cloud.dim())
              + " recipe");
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
