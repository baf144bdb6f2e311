package io.anchorage.learn.weight;

import io.anchorage.cloud.ViewKind;
import io.anchorage.learn.net.Model;

/** A classifier of weight vectors. */
public interface WeightModel extends Model<WeightVector> {
  @Override
  default ViewKind<WeightVector> takes() {
    return WeightVector.KIND;
  }
}
