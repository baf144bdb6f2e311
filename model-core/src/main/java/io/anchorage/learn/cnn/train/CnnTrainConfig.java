package io.anchorage.learn.cnn.train;

import io.anchorage.UserException;
import io.anchorage.learn.optim.AdamWConfig;
import java.io.Serializable;

/**
 * Training settings of the network (He 2025, section 4.1).
 *
 * @param perClass images of each class in the class-balanced sample, at least 1
 * @param epochs passes through the sample, 0 to 100000
 * @param batch images per step, at least 1
 * @param adam the optimiser; Adam if there is no weight decay
 * @param seed random seed for the weights, the sample and the order of the images
 */
public record CnnTrainConfig(int perClass, int epochs, int batch, AdamWConfig adam, long seed)
    implements Serializable {
  public CnnTrainConfig {
    check(perClass >= 1, "perClass must be at least 1", perClass);
    check(epochs >= 0 && epochs <= 100_000, "epochs must be in 0 .. 100000", epochs);
    check(batch >= 1, "batch must be at least 1", batch);
  }

  /**
   * As published: Adam at 1e-3 for 250 epochs on 600 images, 1 % of MNIST. The thesis does not name
   * its batch; 50 divides 600.
   */
  public static CnnTrainConfig defaults() {
    return new CnnTrainConfig(60, 250, 50, new AdamWConfig(1e-3, 0.9, 0.999, 1e-8, 0, false), 0);
  }

  /**
   * Checks that the loss is finite, so that training can continue.
   *
   * @param epoch from 1
   * @throws UserException of kind CONFIG in one line, if the loss is infinite or NaN
   */
  public void requireFinite(double loss, int epoch) {
    if (!Double.isFinite(loss)) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "The network's loss is %s in epoch %d; lower its adam.learning-rate (%s)"
              .formatted(loss, epoch, adam.learningRate()));
    }
  }

  private static void check(boolean holds, String message, int value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
