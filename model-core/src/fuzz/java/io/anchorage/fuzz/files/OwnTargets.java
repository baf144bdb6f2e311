package io.anchorage.fuzz.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.format.Safetensors;
import io.anchorage.format.Tensor;
import io.anchorage.format.TensorFile;
import io.anchorage.fuzz.Target;
import io.anchorage.learn.train.FuzzedTraining;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Our own files: safetensors, models, checkpoints. */
final class OwnTargets {
  private static final List<byte[]> JSON =
      bytes(
          "{",
          "[",
          "\"",
          "null",
          "-1",
          "1e999",
          "[[[[[[[[",
          "{\"a\":",
          "\\u0000",
          ",",
          "9999999999");

  private OwnTargets() {}

  static List<Target> all() {
    return List.of(
        new ReaderTarget("safetensors", List.of(tensors()), JSON, OwnTargets::safetensors),
        new ReaderTarget(
            "model-card", List.of(FuzzedTraining.card()), JSON, FuzzedTraining::readCard),
        new ReaderTarget(
            "model-weights", List.of(FuzzedTraining.weights()), JSON, FuzzedTraining::readWeights),
        new ReaderTarget(
            "checkpoint",
            List.of(FuzzedTraining.checkpoint()),
            JSON,
            FuzzedTraining::readCheckpoint));
  }

  private static List<byte[]> bytes(String... words) {
    return List.of(words).stream().map(word -> word.getBytes(UTF_8)).toList();
  }

  private static byte[] tensors() {
    return Safetensors.encode(
        new TensorFile(
            new TreeMap<>(
                Map.of(
                    "layer1.weight", new Tensor(List.of(3, 4), new float[12]),
                    "layer1.bias", new Tensor(List.of(4), new float[4]))),
            new TreeMap<>(Map.of("kind", "decoder"))));
  }

  private static void safetensors(byte[] file) throws IOException {
    Safetensors.decode(file, "file.safetensors");
  }
}
