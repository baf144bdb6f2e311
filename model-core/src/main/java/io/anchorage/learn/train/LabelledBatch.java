package io.anchorage.learn.train;

import io.anchorage.cloud.Sample;
import io.anchorage.learn.net.CrossEntropy;
import io.anchorage.learn.net.Model;
import java.util.List;

/**
 * A prepared batch, or a part of one, with its samples.
 *
 * @param views the model's prepared input
 * @param samples hold the labels
 */
record LabelledBatch(Model.Batch views, List<Sample> samples) {
  /** [samples][classes], the target distribution over classes. */
  float[] truth() {
    int classes = samples.get(0).label().classes();
    float[] truth = new float[samples.size() * classes];
    for (int b = 0; b < samples.size(); b++) {
      System.arraycopy(samples.get(b).label().shares(), 0, truth, b * classes, classes);
    }
    return truth;
  }

  /** The number of samples whose largest logit is that of the label. */
  int right(float[] logits) {
    int right = 0;
    int classes = samples.get(0).label().classes();
    for (int b = 0; b < samples.size(); b++) {
      if (CrossEntropy.predicted(logits, b, classes) == samples.get(b).label().label()) {
        right++;
      }
    }
    return right;
  }
}
