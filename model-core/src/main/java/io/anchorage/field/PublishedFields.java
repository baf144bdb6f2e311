package io.anchorage.field;

import io.anchorage.signal.Grid;
import io.anchorage.signal.Normalisation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An adapter for families whose published code keeps fields in files of its own, under shared
 * parameters in another file. Paths have slashes; every {@link IOException} is one line. Stateless.
 */
public interface PublishedFields {
  /** One line about the files. */
  String words();

  /** The recipe of the published fits, as YAML. */
  String recipe();

  /** The PSNR that the published fits reach, about, in dB. */
  int decibels();

  /** Whether a file holds one field, so that there are many files. */
  boolean oneFieldEach();

  /** Whether a file's name is that of shared parameters. */
  boolean isShared(String path);

  /** Whether a file's name is that of fields. */
  boolean holdsFields(String path);

  /**
   * A file in memory.
   *
   * <p>Not a record, because the bytes are shared and never compared.
   */
  final class Content {
    private final String path;
    private final byte[] bytes;

    public Content(String path, byte[] bytes) {
      this.path = path;
      this.bytes = bytes;
    }

    public String path() {
      return path;
    }

    /** The content's own array: do not modify. */
    public byte[] bytes() {
      return bytes;
    }
  }

  /**
   * What all fields have in common.
   *
   * @param settings of the recipe, of the form {@code a.b=c}: sizes
   * @param channels of the signals
   * @param grid of the signals; empty if the files do not say it
   */
  record Common(SharedParameters shared, List<String> settings, int channels, Optional<Grid> grid) {
    public Common {
      settings = List.copyOf(settings);
    }
  }

  /**
   * Reads what all fields have in common.
   *
   * @param shared the file of shared parameters
   * @param fields any file of fields
   */
  Common common(Content shared, Content fields) throws IOException;

  /**
   * One field of a file.
   *
   * @param split train, val or test
   * @param name of the image: a file's name without its ending, or the image's number in its split
   * @param repeat which of the image's fits it is, from 0
   * @param label class number; -1 if it is not known
   * @param psnr as the file says it, in dB; NaN if it does not
   */
  record Found(String split, String name, int repeat, int label, double psnr, Field field) {}

  /** Receives fields. */
  @FunctionalInterface
  interface Taker {
    void take(Found found) throws IOException;
  }

  /** What the path of a file of one field says: its split, name, repeat and label. */
  Found place(FamilyConfig config, int repeats, String path);

  /**
   * Reads the fields of a file.
   *
   * @param repeats fits of each image
   * @param grid of the images; null for the smallest on which a field can lie
   * @param normalisation of the values
   */
  void read(
      FamilyConfig config,
      int repeats,
      Content file,
      Grid grid,
      Normalisation normalisation,
      Taker taker)
      throws IOException;

  /**
   * A field of an image whose grid and normalisation became known.
   *
   * @throws IOException if the field cannot lie on that grid
   */
  Field placed(FamilyConfig config, Field field, Grid grid, Normalisation normalisation)
      throws IOException;
}
