package io.anchorage.learn.net;

import ai.djl.ndarray.NDArray;

/**
 * Cross-entropy, {@code -sum_c y_c log softmax(x)_c}, and what else follows from logits. Training
 * batches are computed on the device; scores on the host, in double precision.
 */
public final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * The mean over a batch, a scalar on the device.
   *
   * @param logits [batch, classes]
   * @param truth [batch][classes], the target distribution over classes, row-major
   */
  public static NDArray mean(Pass pass, NDArray logits, float[] truth) {
    long batch = logits.size(0);
    NDArray shares = pass.floats(truth, batch, logits.size(1));
    return pass.scaled(logits.logSoftmax(1).mul(shares).sum(), -1.0 / batch);
  }

  /**
   * Labels as one-hot distributions.
   *
   * @param labels 0 .. classes - 1
   * @return [labels][classes], 1 at the label and 0 elsewhere
   */
  public static float[] oneHot(int[] labels, int classes) {
    float[] truth = new float[labels.length * classes];
    for (int b = 0; b < labels.length; b++) {
      truth[b * classes + labels[b]] = 1;
    }
    return truth;
  }

  /**
   * The cross-entropy of one sample.
   *
   * @param logits one per class
   * @param truth the target distribution over classes
   */
  public static double of(float[] logits, float[] truth) {
    double loss = 0;
    double normaliser = logSumExp(logits);
    for (int c = 0; c < logits.length; c++) {
      loss -= truth[c] * (logits[c] - normaliser);
    }
    return loss;
  }

  /** {@code softmax(x)} of one sample's logits. */
  public static float[] probabilities(float[] logits) {
    double normaliser = logSumExp(logits);
    float[] shares = new float[logits.length];
    for (int c = 0; c < shares.length; c++) {
      shares[c] = (float) Math.exp(logits[c] - normaliser);
    }
    return shares;
  }

  private static double logSumExp(float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float x : logits) {
      largest = Math.max(largest, x);
    }
    double sum = 0;
    for (float x : logits) {
      sum += Math.exp(x - largest);
    }
    return largest + Math.log(sum);
  }

  /**
   * The predicted class of one row: that of the largest logit, the first of equals.
   *
   * @param logits [rows][classes], row-major
   */
  public static int predicted(float[] logits, int row, int classes) {
    int from = row * classes;
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (logits[from + c] > logits[from + best]) {
        best = c;
      }
    }
    return best;
  }
}
