package io.anchorage.learn.cnn.paths;

import io.anchorage.learn.cnn.AllCnnConfig;
import java.util.List;

/** Predicts zeros and learns nothing: a baseline that shows what paths achieve on their own. */
record NoPrediction(AllCnnConfig network) implements MapPredictor {
  @Override
  public float[] predict(int layer, int[] images) {
    return new float[images.length * network.layer(layer).size()];
  }

  @Override
  public void learn(int layer, List<PartialMap> seen, int steps) {}

  @Override
  public long parameters() {
    return 0;
  }

  @Override
  public long moments() {
    return 0;
  }
}
