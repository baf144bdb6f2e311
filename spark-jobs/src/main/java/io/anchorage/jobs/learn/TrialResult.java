package io.anchorage.jobs.learn;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The result of one training run.
 *
 * @param name display name
 * @param variant name of the config variant; empty for the unchanged config
 * @param model kind of model
 * @param folder folder relative to the output; empty for the output itself
 * @param parameters number of trainable parameters
 * @param epochs number of epochs run
 * @param bestEpoch the epoch whose weights the model has, counted from 1
 * @param ended why training ended: epochs or patience
 * @param trainAccuracy accuracy on the best epoch's training batches, in [0, 1]
 * @param validationSamples number of validation samples; 0 without a validation split
 * @param validationLoss loss at the best epoch, in nats; NaN without a validation split
 * @param validationAccuracy accuracy at the best epoch, in [0, 1]; NaN without a validation split
 * @param testSamples number of test samples; 0 without a test split
 * @param testLoss the model's test loss, in nats; NaN without a test split
 * @param testAccuracy the model's test accuracy, in [0, 1]; NaN without a test split
 * @param seconds total duration of all epochs
 * @param samplesPerSecond training throughput, validation included
 * @param device the device that ran the computation
 */
public record TrialResult(
    String name,
    String variant,
    String model,
    String folder,
    long seed,
    long parameters,
    int epochs,
    int bestEpoch,
    String ended,
    double trainAccuracy,
    long validationSamples,
    double validationLoss,
    double validationAccuracy,
    long testSamples,
    double testLoss,
    double testAccuracy,
    double seconds,
    double samplesPerSecond,
    String device)
    implements Serializable {
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("variant", variant);
    tree.put("model", model);
    tree.put("folder", folder);
    tree.put("seed", seed);
    tree.put("parameters", parameters);
    tree.put("epochs", epochs);
    tree.put("best_epoch", bestEpoch);
    tree.put("ended", ended);
    tree.put("train_accuracy", ModelFolder.number(trainAccuracy));
    tree.put("validation_clouds", validationSamples);
    tree.put("validation_loss", ModelFolder.number(validationLoss));
    tree.put("validation_accuracy", ModelFolder.number(validationAccuracy));
    tree.put("test_clouds", testSamples);
    tree.put("test_loss", ModelFolder.number(testLoss));
    tree.put("test_accuracy", ModelFolder.number(testAccuracy));
    tree.put("seconds", seconds);
    tree.put("clouds_per_second", samplesPerSecond);
    tree.put("device", device);
    return tree;
  }

  /** Restores a result from the JSON values that {@link #tree} returns. */
  static TrialResult of(Map<?, ?> tree) {
    return new TrialResult(
        (String) tree.get("name"),
        (String) tree.get("variant"),
        (String) tree.get("model"),
        (String) tree.get("folder"),
        whole(tree, "seed"),
        whole(tree, "parameters"),
        (int) whole(tree, "epochs"),
        (int) whole(tree, "best_epoch"),
        (String) tree.get("ended"),
        number(tree, "train_accuracy"),
        whole(tree, "validation_clouds"),
        number(tree, "validation_loss"),
        number(tree, "validation_accuracy"),
        whole(tree, "test_clouds"),
        number(tree, "test_loss"),
        number(tree, "test_accuracy"),
        number(tree, "seconds"),
        number(tree, "clouds_per_second"),
        (String) tree.get("device"));
  }

  private static long whole(Map<?, ?> tree, String key) {
    return ((Number) tree.get(key)).longValue();
  }

  private static double number(Map<?, ?> tree, String key) {
    return tree.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
