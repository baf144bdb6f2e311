package io.anchorage.jobs.fit;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.field.SharedParameters;
import io.anchorage.fit.FitRecipe;
import io.anchorage.format.Safetensors;
import io.anchorage.format.TensorFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Shared parameters and the safetensors file that holds them. */
final class DecoderFile {
  private final SharedParameters shared;
  private final byte[] bytes;

  private DecoderFile(SharedParameters shared, byte[] bytes) {
    this.shared = shared;
    this.bytes = bytes;
  }

  /** Makes a new file whose content depends only on the parameters and the recipe's seed. */
  static DecoderFile of(SharedParameters shared, FitRecipe recipe) {
    Map<String, String> about =
        Map.of("family", recipe.family().kind(), "seed", Long.toString(recipe.seed()));
    TensorFile file = new TensorFile(shared.tensors(), new TreeMap<>(about));
    return new DecoderFile(shared, Safetensors.encode(file));
  }

  /**
   * Reads a file given by the user.
   *
   * @throws UserException if the file does not exist or is not a safetensors file
   */
  static DecoderFile read(String path, Configuration hadoop) {
    Path file = new Path(path);
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      return decode(in.readAllBytes(), path);
    } catch (FileNotFoundException e) {
      throw new UserException(
          Kind.INPUT, "Decoder file does not exist: %s (--decoder)".formatted(path), e);
    } catch (IOException e) {
      throw new UserException(
          Kind.INPUT,
          "Decoder file %s cannot be read: %s (--decoder)".formatted(path, e.getMessage()),
          e);
    }
  }

  /**
   * Decodes the parameters in a file.
   *
   * @param name the file's name in messages
   * @throws UserException if the bytes are not a safetensors file
   */
  static DecoderFile decode(byte[] bytes, String name) {
    try {
      return new DecoderFile(
          new SharedParameters(Safetensors.decode(bytes, name).tensors()), bytes);
    } catch (IOException e) {
      throw new UserException(
          Kind.INPUT,
          "%s; give a decoder that a field table holds, or leave it out to learn one"
              .formatted(e.getMessage()),
          e);
    }
  }

  SharedParameters shared() {
    return shared;
  }

  /** Returns the file's content. */
  byte[] bytes() {
    return bytes;
  }
}
