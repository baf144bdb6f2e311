package io.anchorage.learn.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.cloud.FeatureStatistics;
import io.anchorage.cloud.ViewShape;
import io.anchorage.format.Tensor;
import io.anchorage.learn.optim.AdamWState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a training, and their readers, for what damages them. */
public final class FuzzedTraining {
  private static final SortedMap<String, Tensor> TENSORS =
      new TreeMap<>(Map.of("head.weight", new Tensor(List.of(2, 3), new float[6])));
  private static final Path FOLDER = folder();

  private FuzzedTraining() {}

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("anchorage-fuzz");
      folder.toFile().deleteOnExit();
      ModelFiles.write(
          new TrainedModel(
              TrainConfig.defaults(),
              ViewShape.of(2),
              List.of("cat", "dog"),
              new FeatureStatistics(0, 1, List.of(0f, 0f), List.of(1f, 1f)),
              List.of(new Fact("recipe-hash", "abc")),
              TENSORS),
          folder);
      float[] moments = new float[6];
      new Checkpoint(
              "{}",
              "1f",
              List.of(new EpochMetrics(1, 10, 0.5, 0.5, 0.5, 0.5, 1e-3, 2)),
              1,
              TENSORS,
              TENSORS,
              new AdamWState(10, moments, moments, moments))
          .write(folder.resolve("checkpoint.safetensors"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] card() {
    return bytes(ModelFiles.CARD);
  }

  public static byte[] weights() {
    return bytes(ModelFiles.WEIGHTS);
  }

  public static byte[] checkpoint() {
    return bytes("checkpoint.safetensors");
  }

  public static void readCard(byte[] file) {
    ModelFiles.decode(file, weights(), "model");
  }

  /** The card's hash of the weights is put right, so that damage is met by more than the hash. */
  public static void readWeights(byte[] file) {
    String text = new String(card(), UTF_8);
    String right = text.replaceFirst("[0-9a-f]{64}", io.anchorage.format.Safetensors.sha256(file));
    ModelFiles.decode(right.getBytes(UTF_8), file, "model");
  }

  public static void readCheckpoint(byte[] file) throws IOException {
    Path path = FOLDER.resolve("damaged.safetensors");
    Files.write(path, file);
    Checkpoint.read(path);
  }

  private static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
