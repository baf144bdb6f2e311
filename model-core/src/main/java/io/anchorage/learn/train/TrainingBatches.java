package io.anchorage.learn.train;

import io.anchorage.cloud.FieldView;
import io.anchorage.cloud.Sample;
import io.anchorage.cloud.Standardisation;
import io.anchorage.cloud.augment.Augmentation;
import io.anchorage.cloud.augment.Streams;
import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
import io.anchorage.learn.net.Model;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The batches of one epoch: the training split in random order, cut into batches, augmented,
 * normalised and prepared. All random numbers depend on the seed, the epoch, and a sample's key or
 * a batch's number.
 *
 * <p>A batch comes in parts that a model takes one after the other, so that its memory is bounded.
 * A model whose training looks at the whole batch takes it at once.
 */
final class TrainingBatches implements Iterator<List<LabelledBatch>> {
  private final TrainConfig config;
  private final Model<?> model;
  private final Standardisation standardisation;
  private final Iterator<Sample> samples;
  private final int epoch;
  private final Split split;
  private final boolean whole;
  private int number;
  private Sample ahead;

  /**
   * @param whole whether a batch is to stay in one part
   */
  TrainingBatches(
      TrainConfig config,
      Model<?> model,
      Standardisation standardisation,
      Iterator<Sample> samples,
      int epoch,
      boolean whole) {
    this.config = config;
    this.model = model;
    this.standardisation = standardisation;
    this.samples = samples;
    this.epoch = epoch;
    this.split = config.split();
    this.whole = whole;
    advance();
  }

  private void advance() {
    ahead = null;
    while (ahead == null && samples.hasNext()) {
      Sample sample = samples.next();
      if (!split.validates(sample)) {
        ahead = sample;
      }
    }
  }

  @Override
  public boolean hasNext() {
    return ahead != null;
  }

  @Override
  public List<LabelledBatch> next() {
    List<Sample> batch = new ArrayList<>();
    while (ahead != null && batch.size() < config.batch()) {
      batch.add(ahead);
      advance();
    }
    Streams streams = (purpose, key) -> new Seeds(config.seed(), key, epoch).stream(purpose);
    for (Augmentation augmentation : config.augmentations()) {
      batch = augmentation.apply(batch, streams);
    }
    List<FieldView> normalised = new ArrayList<>();
    for (Sample sample : batch) {
      normalised.add(standardisation.apply(sample.view()));
    }
    String name = "batch/" + number++;
    List<LabelledBatch> parts = new ArrayList<>();
    BatchBound bound = new BatchBound(model);
    int from = 0;
    while (from < batch.size()) {
      int to = whole ? batch.size() : bound.end(normalised, from);
      Philox draws = streams.of("model", from == 0 ? name : name + "/from/" + from);
      Model.Batch views = model.arrangeAnyToTrain(normalised.subList(from, to), draws);
      parts.add(new LabelledBatch(views, List.copyOf(batch.subList(from, to))));
      from = to;
    }
    return parts;
  }
}
