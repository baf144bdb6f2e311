package io.anchorage.cloud.augment;

import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.Sample;
import io.anchorage.kernel.random.Draws;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Applies an augmentation to each cloud independently. */
final class EachCloud {
  private EachCloud() {}

  static List<Sample> apply(
      String purpose,
      List<Sample> batch,
      Streams streams,
      BiFunction<PointCloud, Draws, PointCloud> change) {
    List<Sample> changed = new ArrayList<>(batch.size());
    for (Sample sample : batch) {
      Draws draws = new Draws(streams.of(purpose, sample.key()));
      changed.add(sample.with(change.apply(sample.cloud(), draws)));
    }
    return changed;
  }
}
