package io.anchorage.learn.point;

import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.ViewKind;
import io.anchorage.learn.net.Model;

/** A classifier of clouds. */
public interface CloudModel extends Model<PointCloud> {
  @Override
  default ViewKind<PointCloud> takes() {
    return PointCloud.KIND;
  }
}
