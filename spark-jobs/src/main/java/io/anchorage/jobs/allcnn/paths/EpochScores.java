package io.anchorage.jobs.allcnn.paths;

import io.anchorage.learn.cnn.train.CnnClassifier.Judgement;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * How well a network does after an epoch.
 *
 * @param pixels of images that forward passes have seen so far
 * @param loss in training's own forward passes, mean cross-entropy in nats
 * @param accuracy in the same passes, in 0 .. 1
 * @param train on the training images, by the ordinary forward pass
 * @param test on the test images, by the ordinary forward pass
 * @param psnr of the predictions of each layer's maps, in dB; empty if nothing predicts
 */
record EpochScores(
    int epoch,
    long pixels,
    double loss,
    double accuracy,
    Score train,
    Score test,
    List<Double> psnr)
    implements Serializable {
  private static final long serialVersionUID = 1;

  EpochScores {
    psnr = List.copyOf(psnr);
  }

  /**
   * Loss and accuracy.
   *
   * @param loss mean cross-entropy in nats; NaN without images
   * @param accuracy in 0 .. 1
   */
  record Score(double loss, double accuracy) implements Serializable {
    private static final long serialVersionUID = 1;

    static Score of(Judgement judgement) {
      return new Score(judgement.loss(), judgement.confusion().accuracy());
    }
  }

  /** The header of a table of scores. */
  static String header(int layers) {
    StringBuilder header =
        new StringBuilder(
            "run,epoch,pixels,forward_loss,forward_accuracy,train_loss,train_accuracy,test_loss,test_accuracy");
    for (int layer = 1; layer <= layers; layer++) {
      header.append(",psnr_").append(layer);
    }
    return header.append('\n').toString();
  }

  /** A row of the table. */
  String row(Training training) {
    StringBuilder row = new StringBuilder();
    row.append(
        String.format(
            Locale.ROOT,
            "%s,%d,%d,%.5f,%.5f,%.5f,%.5f,%.5f,%.5f",
            training.word(),
            epoch,
            pixels,
            loss,
            accuracy,
            train.loss(),
            train.accuracy(),
            test.loss(),
            test.accuracy()));
    psnr.forEach(dB -> row.append(String.format(Locale.ROOT, ",%.3f", dB)));
    return row.append('\n').toString();
  }
}
