package io.anchorage.learn.train;

import io.anchorage.cloud.FeatureStatistics;
import io.anchorage.cloud.ViewShape;
import io.anchorage.format.Tensor;
import java.util.List;
import java.util.SortedMap;

/**
 * A trained classifier and everything needed to use it again.
 *
 * @param training the config it was trained with
 * @param shape of the views: the features of a point, the weights of a field
 * @param classes their names, in the order of the labels
 * @param statistics of the training split
 * @param provenance where its data came from
 * @param weights the model's arrays by name
 */
public record TrainedModel(
    TrainConfig training,
    ViewShape shape,
    List<String> classes,
    FeatureStatistics statistics,
    List<Fact> provenance,
    SortedMap<String, Tensor> weights) {
  public TrainedModel {
    classes = List.copyOf(classes);
    provenance = List.copyOf(provenance);
  }

  /** Length of a feature vector. */
  public int dim() {
    return shape.dim();
  }

  /** The same model with other provenance. */
  public TrainedModel from(List<Fact> facts) {
    return new TrainedModel(training, shape, classes, statistics, facts, weights);
  }
}
