package io.anchorage.learn.cnn.paths;

import io.anchorage.field.Field;
import io.anchorage.format.TensorFile;
import io.anchorage.learn.cnn.AllCnnConfig;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Predicts zeros and learns nothing: a baseline that shows what paths achieve on their own. */
record NoPrediction(AllCnnConfig network) implements MapPredictor {
  @Override
  public float[] predict(int layer, int[] images) {
    return new float[images.length * network.layer(layer).size()];
  }

  @Override
  public void learn(int layer, List<PartialMap> seen, int steps) {}

  @Override
  public Optional<Field> field(int layer, int image) {
    return Optional.empty();
  }

  @Override
  public TensorFile state(int layer) {
    return new TensorFile(new TreeMap<>(), new TreeMap<>());
  }

  @Override
  public void restore(int layer, TensorFile state) {}

  @Override
  public long parameters() {
    return 0;
  }

  @Override
  public long moments() {
    return 0;
  }
}
