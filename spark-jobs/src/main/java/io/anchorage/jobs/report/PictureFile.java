package io.anchorage.jobs.report;

import io.anchorage.UserException;
import io.anchorage.signal.Raster;
import io.anchorage.signal.codec.PngWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Writes pictures as PNG. */
public final class PictureFile {
  private PictureFile() {}

  /**
   * Writes the exact pixels of a raster.
   *
   * @throws UserException if the file cannot be written
   */
  public static void write(Raster raster, Path file) {
    try {
      Files.write(file, PngWriter.encode(raster));
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.OUTPUT,
          "Picture cannot be written: %s (%s); check --output".formatted(file, reason(e)),
          e);
    }
  }

  /**
   * Writes a drawn picture.
   *
   * @throws UserException if the file cannot be written
   */
  public static void write(BufferedImage picture, Path file) {
    write(FieldImage.raster(picture), file);
  }

  /**
   * Writes the data behind a picture.
   *
   * @throws UserException if the file cannot be written
   */
  public static void write(String text, Path file) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.OUTPUT,
          "Data cannot be written: %s (%s); check --output".formatted(file, reason(e)),
          e);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "its folder does not exist";
    }
    return e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
  }
}
