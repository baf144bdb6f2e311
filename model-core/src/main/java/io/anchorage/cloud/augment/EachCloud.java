package io.anchorage.cloud.augment;

import io.anchorage.cloud.LabelledCloud;
import io.anchorage.cloud.PointCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Augmentations that treat each cloud by itself. */
final class EachCloud {
  private EachCloud() {}

  static List<LabelledCloud> apply(
      String purpose,
      List<LabelledCloud> batch,
      Streams streams,
      BiFunction<PointCloud, Draws, PointCloud> change) {
    List<LabelledCloud> changed = new ArrayList<>(batch.size());
    for (LabelledCloud sample : batch) {
      Draws draws = new Draws(streams.of(purpose, sample.key()));
      changed.add(sample.with(change.apply(sample.cloud(), draws)));
    }
    return changed;
  }
}
