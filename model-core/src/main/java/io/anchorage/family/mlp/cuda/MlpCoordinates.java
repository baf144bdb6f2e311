package io.anchorage.family.mlp.cuda;

import io.anchorage.fit.cuda.BatchMemory;
import io.anchorage.kernel.MlpPoints;
import io.anchorage.kernel.cuda.DeviceArray;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What the first layer sees of all points of a grid. */
final class MlpCoordinates {
  private MlpCoordinates() {}

  /** [inputs][padded], zero after the points. */
  static DeviceArray upload(BatchMemory memory, MlpPoints points, int padded) {
    return memory.rows(
        IntStream.range(0, points.inputs())
            .mapToObj(
                k -> Arrays.copyOf(Arrays.copyOf(points.coordinates(k), points.count()), padded))
            .toList());
  }
}
