package io.anchorage.learn.cnn.train;

import ai.djl.ndarray.NDArray;
import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.net.CrossEntropy;
import io.anchorage.learn.net.Pass;
import java.util.List;

/** A batch of images with their labels. */
public final class CnnBatch {
  private final AllCnnConfig config;
  private final float[] images;
  private final int[] labels;

  private CnnBatch(AllCnnConfig config, float[] images, int[] labels) {
    this.config = config;
    this.images = images;
    this.labels = labels;
  }

  /** Copies images into a batch. */
  public static CnnBatch of(AllCnnConfig config, List<LabelledImage> batch) {
    int size = config.inputs() * config.side() * config.side();
    float[] images = new float[batch.size() * size];
    int[] labels = new int[batch.size()];
    for (int b = 0; b < labels.length; b++) {
      System.arraycopy(batch.get(b).canvas(), 0, images, b * size, size);
      labels[b] = batch.get(b).label();
    }
    return new CnnBatch(config, images, labels);
  }

  /** [batch, channels, side, side]. */
  public NDArray images(Pass pass) {
    return pass.floats(images, labels.length, config.inputs(), config.side(), config.side());
  }

  /**
   * {@code -mean_b log softmax(x_b)} at the labels (He 2025, eq. 17).
   *
   * @param logits [batch, classes]
   */
  public NDArray crossEntropy(Pass pass, NDArray logits) {
    return CrossEntropy.mean(pass, logits, CrossEntropy.oneHot(labels, config.classes()));
  }

  /**
   * Number of images whose largest logit is at the label; ties go to the lowest class.
   *
   * @param logits [batch][classes]
   */
  public int right(float[] logits) {
    int right = 0;
    for (int b = 0; b < labels.length; b++) {
      right += predicted(logits, b) == labels[b] ? 1 : 0;
    }
    return right;
  }

  /** The class of one image's largest logit; ties go to the lowest class. */
  public int predicted(float[] logits, int image) {
    return CrossEntropy.predicted(logits, image, config.classes());
  }
}
