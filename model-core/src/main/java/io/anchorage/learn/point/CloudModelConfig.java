package io.anchorage.learn.point;

import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.ViewKind;
import io.anchorage.cloud.ViewShape;
import io.anchorage.learn.net.ModelConfig;
import io.anchorage.learn.net.ModelParameters;

/** Configuration of a classifier of clouds. */
public interface CloudModelConfig extends ModelConfig {
  @Override
  default ViewKind<PointCloud> takes() {
    return PointCloud.KIND;
  }

  @Override
  CloudModel build(ModelParameters plan, ViewShape views, int classes);
}
