package io.anchorage.cloud.augment;

import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Augmentations that treat each cloud by itself. */
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
