package io.anchorage.learn.train;

import io.anchorage.cloud.FeatureStatistics;
import io.anchorage.cloud.LabelledCloud;
import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.augment.Augmentation;
import io.anchorage.cloud.augment.Streams;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.learn.point.CloudModel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The batches of one epoch: the training split in a random order, cut, augmented, normalised,
 * arranged. All random numbers depend on the seed, the epoch, and a cloud's key or a batch's
 * number.
 */
final class TrainingBatches implements Iterator<LabelledBatch> {
  private final TrainConfig config;
  private final CloudModel model;
  private final FeatureStatistics statistics;
  private final Iterator<LabelledCloud> clouds;
  private final int epoch;
  private final Split split;
  private int number;
  private LabelledCloud ahead;

  TrainingBatches(
      TrainConfig config,
      CloudModel model,
      FeatureStatistics statistics,
      Iterator<LabelledCloud> clouds,
      int epoch) {
    this.config = config;
    this.model = model;
    this.statistics = statistics;
    this.clouds = clouds;
    this.epoch = epoch;
    this.split = config.split();
    advance();
  }

  private void advance() {
    ahead = null;
    while (ahead == null && clouds.hasNext()) {
      LabelledCloud cloud = clouds.next();
      if (!split.validates(cloud)) {
        ahead = cloud;
      }
    }
  }

  @Override
  public boolean hasNext() {
    return ahead != null;
  }

  @Override
  public LabelledBatch next() {
    List<LabelledCloud> batch = new ArrayList<>();
    while (ahead != null && batch.size() < config.batch()) {
      batch.add(ahead);
      advance();
    }
    Streams streams = (purpose, key) -> new Seeds(config.seed(), key, epoch).stream(purpose);
    for (Augmentation augmentation : config.augmentations()) {
      batch = augmentation.apply(batch, streams);
    }
    List<PointCloud> normalised = new ArrayList<>();
    for (LabelledCloud cloud : batch) {
      normalised.add(config.normalisation().apply(cloud.cloud(), statistics));
    }
    String name = "batch/" + number++;
    return new LabelledBatch(
        model.arrangeToTrain(normalised, streams.of("model", name)), List.copyOf(batch));
  }
}
