package io.anchorage.score;

/** A confusion matrix: how often each class was classified as each class. */
public final class Confusion {
  private final long[][] counts;

  /**
   * @param classes at least 1
   */
  public Confusion(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException("Confusion needs at least one class: " + classes);
    }
    this.counts = new long[classes][classes];
  }

  public int classes() {
    return counts.length;
  }

  public void add(int truth, int predicted) {
    counts[truth][predicted]++;
  }

  /** How often {@code truth} was classified as {@code predicted}. */
  public long count(int truth, int predicted) {
    return counts[truth][predicted];
  }

  /** The number of samples of a class. */
  public long of(int truth) {
    long sum = 0;
    for (long count : counts[truth]) {
      sum += count;
    }
    return sum;
  }

  public long total() {
    long sum = 0;
    for (int c = 0; c < counts.length; c++) {
      sum += of(c);
    }
    return sum;
  }

  /** The fraction of samples classified correctly, in [0, 1]; NaN without samples. */
  public double accuracy() {
    long right = 0;
    for (int c = 0; c < counts.length; c++) {
      right += counts[c][c];
    }
    return (double) right / total();
  }

  /** The fraction of a class classified correctly, in [0, 1]; NaN if the class does not occur. */
  public double recall(int truth) {
    return (double) counts[truth][truth] / of(truth);
  }

  /** The mean recall of the classes that occur, in [0, 1]; NaN without samples. */
  public double macroAccuracy() {
    double sum = 0;
    int occurring = 0;
    for (int c = 0; c < counts.length; c++) {
      if (of(c) > 0) {
        sum += recall(c);
        occurring++;
      }
    }
    return sum / occurring;
  }
}
