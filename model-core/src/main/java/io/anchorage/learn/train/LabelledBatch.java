package io.anchorage.learn.train;

import io.anchorage.cloud.LabelledCloud;
import io.anchorage.learn.net.CrossEntropy;
import io.anchorage.learn.point.CloudModel;
import java.util.List;

/**
 * A batch, arranged, with its labels.
 *
 * @param clouds the model's view of it
 * @param labels one a cloud
 */
record LabelledBatch(CloudModel.Batch clouds, List<LabelledCloud> labels) {
  /** [clouds, classes]. */
  float[] weights() {
    int classes = labels.get(0).label().classes();
    float[] weights = new float[labels.size() * classes];
    for (int b = 0; b < labels.size(); b++) {
      for (int c = 0; c < classes; c++) {
        weights[b * classes + c] = labels.get(b).label().of(c);
      }
    }
    return weights;
  }

  /** How many of the logits are largest where the label is. */
  int right(float[] logits) {
    int right = 0;
    int classes = labels.get(0).label().classes();
    for (int b = 0; b < labels.size(); b++) {
      if (CrossEntropy.predicted(logits, b, classes) == labels.get(b).label().label()) {
        right++;
      }
    }
    return right;
  }
}
