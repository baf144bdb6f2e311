package io.anchorage.cloud.augment;

import io.anchorage.cloud.Compat;
import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.Sample;
import java.util.List;

/**
 * Rotates the cloud about the centre of its image.
 *
 * @param degrees the largest angle in either direction, in [0, 180]
 * @param compat published: about pixel (0, 0)
 */
public record Rotate(double degrees, Compat compat) implements CloudAugmentation {
  public Rotate {
    if (!(degrees >= 0 && degrees <= 180)) {
      throw new IllegalArgumentException("degrees must be in [0, 180]: " + degrees);
    }
  }

  /** The published value: 180 degrees. */
  public static Rotate defaults() {
    return new Rotate(180, Compat.NONE);
  }

  @Override
  public List<Sample> apply(List<Sample> batch, Streams streams) {
    return EachCloud.apply(
        "rotate",
        batch,
        streams,
        (cloud, draws) -> turned(cloud, StrictMath.toRadians(draws.within(degrees))));
  }

  private PointCloud turned(PointCloud cloud, double angle) {
    boolean aboutZero = compat == Compat.PUBLISHED;
    double centreRow = aboutZero ? 0 : (cloud.height() - 1) / 2.0;
    double centreColumn = aboutZero ? 0 : (cloud.width() - 1) / 2.0;
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    float[] positions = new float[2 * cloud.points()];
    for (int p = 0; p < cloud.points(); p++) {
      double row = cloud.row(p) - centreRow;
      double column = cloud.column(p) - centreColumn;
      positions[2 * p] = (float) (centreRow + cos * row - sin * column);
      positions[2 * p + 1] = (float) (centreColumn + sin * row + cos * column);
    }
    return cloud.withPositions(positions);
  }
}
