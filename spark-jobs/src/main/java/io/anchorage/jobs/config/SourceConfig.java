package io.anchorage.jobs.config;

import java.io.Serializable;

/**
 * Where images come from.
 *
 * @param format how the input is laid out
 * @param dataset the dataset's name, the first part of image ids; empty takes the input folder's
 *     name
 * @param labels folder source: a CSV file of (relative path, label[, split]); empty takes folder
 *     names
 * @param testFraction folder and Parquet sources without split folders: share of the images in the
 *     test split, chosen by hashing their ids with the run's seed
 * @param maxPixels an image that claims more is refused from its header
 */
public record SourceConfig(
    Format format, String dataset, String labels, double testFraction, long maxPixels)
    implements Serializable {
  /** The layouts that can be read. */
  public enum Format {
    /** Found out from the files that are there. */
    AUTO,
    /** MNIST's: {@code train-images-idx3-ubyte[.gz]} and so on, labels beside the images. */
    IDX,
    /** CIFAR-10's binary batches: {@code data_batch_1.bin} ... {@code test_batch.bin}. */
    CIFAR10,
    /** Encoded images in folders. */
    FOLDER,
    /**
     * Parquet tables of encoded images as Hugging Face lays them out: {@code image: struct<bytes,
     * path>, label}.
     */
    PARQUET
  }

  public SourceConfig {
    if (!(testFraction >= 0 && testFraction <= 1)) {
      throw new IllegalArgumentException("testFraction must be in 0 .. 1: " + testFraction);
    }
    if (maxPixels < 1) {
      throw new IllegalArgumentException("maxPixels must be at least 1: " + maxPixels);
    }
  }

  public static SourceConfig defaults() {
    return new SourceConfig(Format.AUTO, "", "", 0, 100_000_000L);
  }
}
