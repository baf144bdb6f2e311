package io.anchorage.jobs.allcnn.paths;

import io.anchorage.jobs.storage.Json;
import io.anchorage.learn.cnn.train.CnnClassifier.Judgement;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    private static Score of(Map<?, ?> tree) {
      return new Score(number(tree.get("loss")), number(tree.get("accuracy")));
    }

    private Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("loss", Json.number(loss));
      tree.put("accuracy", Json.number(accuracy));
      return tree;
    }
  }

  /** The scores as JSON values. */
  static List<Object> trees(List<EpochScores> history) {
    return history.stream().<Object>map(EpochScores::tree).toList();
  }

  /** The scores that {@link #trees} made values of. */
  static List<EpochScores> of(List<?> trees) {
    return trees.stream().map(tree -> of((Map<?, ?>) tree)).toList();
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("epoch", epoch);
    tree.put("pixels", pixels);
    tree.put("loss", Json.number(loss));
    tree.put("accuracy", Json.number(accuracy));
    tree.put("train", train.tree());
    tree.put("test", test.tree());
    tree.put("psnr", psnr.stream().map(Json::number).toList());
    return tree;
  }

  private static EpochScores of(Map<?, ?> tree) {
    return new EpochScores(
        ((Number) tree.get("epoch")).intValue(),
        ((Number) tree.get("pixels")).longValue(),
        number(tree.get("loss")),
        number(tree.get("accuracy")),
        Score.of((Map<?, ?>) tree.get("train")),
        Score.of((Map<?, ?>) tree.get("test")),
        ((List<?>) tree.get("psnr")).stream().map(EpochScores::number).toList());
  }

  private static double number(Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
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

  /**
   * A row of the table.
   *
   * @param run name of the training
   */
  String row(String run) {
    StringBuilder row = new StringBuilder();
    row.append(
        String.format(
            Locale.ROOT,
            "%s,%d,%d,%.5f,%.5f,%.5f,%.5f,%.5f,%.5f",
            run,
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
