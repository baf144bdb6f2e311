package io.anchorage.learn.train;

import io.anchorage.UserException;
import io.anchorage.cloud.FeatureStatistics;
import io.anchorage.cloud.ViewShape;
import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigDump;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Kinds;
import io.anchorage.format.Safetensors;
import io.anchorage.format.TensorFile;
import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.Inputs;
import io.anchorage.learn.Models;
import io.anchorage.learn.input.FieldInput;
import io.anchorage.learn.net.ModelConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.TreeMap;

/**
 * A trained model in a directory: {@code model.safetensors} holds the weights, {@code model.json}
 * everything else and the SHA-256 of the weights.
 */
public final class ModelFiles {
  /** The file of the weights. */
  public static final String WEIGHTS = "model.safetensors";

  /** The file of everything else. */
  public static final String CARD = "model.json";

  private static final int FORMAT = 1;

  private ModelFiles() {}

  /**
   * The content of {@code model.json}.
   *
   * @param networks the network whose parameters the features are; empty if they are none's, as in
   *     all cards written before there were models of networks
   */
  record Card(
      int format,
      String weightsSha256,
      int dim,
      List<MlpShape> networks,
      List<String> classes,
      FeatureStatistics statistics,
      TrainConfig training,
      List<Fact> provenance) {}

  /** The kinds of section that a training config may contain. */
  public static Kinds kinds() {
    Kinds kinds = Kinds.sealed();
    for (ModelConfig model : Models.defaults()) {
      kinds = kinds.with(ModelConfig.class, model.kind(), model);
    }
    for (FieldInput input : Inputs.defaults()) {
      kinds = kinds.with(FieldInput.class, input.kind(), input);
    }
    return kinds;
  }

  /**
   * Writes a model, the card last, each file atomically.
   *
   * @throws UserException of kind OUTPUT if it cannot be written
   */
  public static void write(TrainedModel model, Path directory) {
    byte[] weights = Safetensors.encode(new TensorFile(model.weights(), new TreeMap<>()));
    Card card =
        new Card(
            FORMAT,
            Safetensors.sha256(weights),
            model.dim(),
            model.shape().network().stream().toList(),
            model.classes(),
            model.statistics(),
            model.training(),
            model.provenance());
    try {
      Files.createDirectories(directory);
      replace(directory.resolve(WEIGHTS), weights);
      replace(
          directory.resolve(CARD),
          (new ConfigDump(kinds()).json(card) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.OUTPUT,
          "Model cannot be written to %s (%s); choose another output"
              .formatted(directory, e.getClass().getSimpleName()),
          e);
    }
  }

  /**
   * Reads a model.
   *
   * @throws UserException of kind INPUT, with a one-line message, if it is missing or damaged, or
   *     if its two files do not belong together
   */
  public static TrainedModel read(Path directory) {
    return decode(
        bytes(directory.resolve(CARD)), bytes(directory.resolve(WEIGHTS)), directory.toString());
  }

  /**
   * Decodes a model from the content of its two files.
   *
   * @param directory where they are, for messages
   * @throws UserException of kind INPUT, with a one-line message, if one is damaged or they do not
   *     belong together
   */
  public static TrainedModel decode(byte[] cardFile, byte[] weights, String directory) {
    String file = directory + "/" + CARD;
    Card card = card(new String(cardFile, StandardCharsets.UTF_8), file);
    if (card.format() != FORMAT) {
      throw bad(
          "Model %s has format %d; this version reads format %d"
              .formatted(file, card.format(), FORMAT));
    }
    if (!card.weightsSha256().equals(Safetensors.sha256(weights))) {
      throw bad(
          "Model %s does not match the weights beside it, or they are damaged; copy both"
                  .formatted(file)
              + " files again");
    }
    try {
      TensorFile tensors = Safetensors.decode(weights, directory + "/" + WEIGHTS);
      return new TrainedModel(
          card.training(),
          shape(card, file),
          card.classes(),
          card.statistics(),
          card.provenance(),
          tensors.tensors());
    } catch (IOException e) {
      throw new UserException(UserException.Kind.INPUT, e.getMessage(), e);
    }
  }

  private static ViewShape shape(Card card, String file) {
    try {
      return new ViewShape(card.dim(), card.networks().stream().findFirst());
    } catch (IllegalArgumentException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          "Model card %s is damaged: %s; copy it again".formatted(file, e.getMessage()),
          e);
    }
  }

  private static Card card(String text, String file) {
    Card none =
        new Card(
            FORMAT,
            "",
            1,
            List.of(),
            List.of(),
            new FeatureStatistics(0, 1, List.of(0f), List.of(1f)),
            TrainConfig.defaults(),
            List.of());
    try {
      return new ConfigBinder(kinds()).bind(ConfigReader.parse(text, file), none);
    } catch (UserException e) {
      throw new UserException(
          UserException.Kind.INPUT, "Model card is damaged: " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          "Model file does not exist: %s; give the directory that train wrote".formatted(file),
          e);
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.INPUT,
          "Model file cannot be read: %s (%s)".formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }

  private static UserException bad(String message) {
    return new UserException(UserException.Kind.INPUT, message);
  }

  /** Writes a temporary file beside the target, then moves it into place. */
  static void replace(Path file, byte[] bytes) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(beside, bytes);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
