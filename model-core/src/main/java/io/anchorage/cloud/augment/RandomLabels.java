package io.anchorage.cloud.augment;

import io.anchorage.cloud.ClassWeights;
import io.anchorage.cloud.Sample;
import io.anchorage.kernel.random.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives each image a class drawn uniformly, the same for all its fits: the control that shows
 * whether an accuracy comes from the images. Whoever learns from such labels and is scored on true
 * ones is at chance, or has seen the test images. For views of every kind, and for streams that do
 * not depend on the epoch.
 */
public record RandomLabels() implements Augmentation {
  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    List<Sample> changed = new ArrayList<>(batch.size());
    for (Sample sample : batch) {
      int classes = sample.label().classes();
      int label = new Draws(streams.of("random-labels", sample.id())).below(classes);
      changed.add(sample.with(ClassWeights.of(label, classes)));
    }
    return changed;
  }
}
