package io.anchorage.learn.train;

import io.anchorage.UserException;
import io.anchorage.format.Safetensors;
import io.anchorage.format.Tensor;
import io.anchorage.format.TensorFile;
import io.anchorage.learn.optim.AdamWState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything a training needs to continue after an epoch as if it had never stopped: one
 * safetensors file with the current weights, the best so far, the optimiser's moments, and text.
 *
 * @param config canonical JSON of the training's config
 * @param splitDigest of the dataset and its split
 * @param history one entry per epoch
 * @param bestEpoch from 1
 * @param weights after the last epoch
 * @param best weights after the best epoch
 * @param optimiser its state
 */
record Checkpoint(
    String config,
    String splitDigest,
    List<EpochMetrics> history,
    int bestEpoch,
    SortedMap<String, Tensor> weights,
    SortedMap<String, Tensor> best,
    AdamWState optimiser) {
  private static final String NOW = "now/";
  private static final String BEST = "best/";

  void write(Path file) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    weights.forEach((name, tensor) -> tensors.put(NOW + name, tensor));
    best.forEach((name, tensor) -> tensors.put(BEST + name, tensor));
    optimiser.addTo(tensors);
    SortedMap<String, String> text = new TreeMap<>();
    text.put("config", config);
    text.put("split", splitDigest);
    text.put("best_epoch", Integer.toString(bestEpoch));
    text.put("steps", Long.toString(optimiser.steps()));
    text.put("history", String.join("\n", history.stream().map(Checkpoint::line).toList()));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      ModelFiles.replace(file, Safetensors.encode(new TensorFile(tensors, text)));
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.OUTPUT,
          "Checkpoint cannot be written: %s (%s); choose another output"
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }

  private static String line(EpochMetrics m) {
    return "%d %d %s %s %s %s %s %s"
        .formatted(
            m.epoch(),
            m.steps(),
            m.trainLoss(),
            m.trainAccuracy(),
            m.validationLoss(),
            m.validationAccuracy(),
            m.learningRate(),
            m.seconds());
  }

  /**
   * Reads a checkpoint.
   *
   * @throws UserException of kind INPUT in one line, if it is damaged
   */
  static Checkpoint read(Path file) {
    try {
      TensorFile all = Safetensors.decode(Files.readAllBytes(file), file.toString());
      List<EpochMetrics> history = new ArrayList<>();
      text(all, "history").lines().forEach(line -> history.add(metrics(line)));
      return new Checkpoint(
          text(all, "config"),
          text(all, "split"),
          history,
          Integer.parseInt(text(all, "best_epoch")),
          under(all, NOW),
          under(all, BEST),
          AdamWState.of(Long.parseLong(text(all, "steps")), all.tensors()));
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          "Checkpoint cannot be used: %s; delete it to start over".formatted(e.getMessage()),
          e);
    }
  }

  private static EpochMetrics metrics(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 8) {
      throw new IllegalArgumentException("a line of its history has " + words.length + " fields");
    }
    double[] numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = Double.parseDouble(words[i]);
    }
    return new EpochMetrics(
        (int) numbers[0],
        (long) numbers[1],
        numbers[2],
        numbers[3],
        numbers[4],
        numbers[5],
        numbers[6],
        numbers[7]);
  }

  private static String text(TensorFile all, String key) {
    String value = all.metadata().get(key);
    if (value == null) {
      throw new IllegalArgumentException("it lacks its " + key);
    }
    return value;
  }

  private static SortedMap<String, Tensor> under(TensorFile all, String prefix) {
    SortedMap<String, Tensor> found = new TreeMap<>();
    all.tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), tensor);
              }
            });
    return found;
  }

  /**
   * Checks that a checkpoint belongs to this training.
   *
   * @throws UserException of kind CONFIG if it belongs to another
   */
  void checkBelongsTo(String ourConfig, String ourDigest, Path file) {
    if (!config.equals(ourConfig)) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "Checkpoint %s was made with another config; use that config, or delete it to start over"
              .formatted(file));
    }
    if (!splitDigest.equals(ourDigest)) {
      throw new UserException(
          UserException.Kind.CONFIG,
          "Checkpoint %s was made on other samples; use those, or delete it to start over"
              .formatted(file));
    }
  }
}
