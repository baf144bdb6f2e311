package io.anchorage.learn.train;

import io.anchorage.cloud.Sample;
import io.anchorage.learn.net.CrossEntropy;
import io.anchorage.learn.net.Model;
import java.util.List;

/**
 * A batch, arranged, with its samples.
 *
 * @param views what the model sees, arranged
 * @param samples where the labels are
 */
record LabelledBatch(Model.Batch views, List<Sample> samples) {
  /** [samples][classes], the share of each class. */
  float[] truth() {
    int classes = samples.get(0).label().classes();
    float[] truth = new float[samples.size() * classes];
    for (int b = 0; b < samples.size(); b++) {
      System.arraycopy(samples.get(b).label().shares(), 0, truth, b * classes, classes);
    }
    return truth;
  }

  /** How many of the logits are largest where the label is. */
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
