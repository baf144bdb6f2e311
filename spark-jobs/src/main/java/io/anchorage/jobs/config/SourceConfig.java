package io.anchorage.jobs.config;

import java.io.Serializable;

/**
 * Where the images come from.
 *
 * @param format layout of the input
 * @param dataset the dataset's name, the first part of image ids; empty for the input folder's name
 * @param labels for the folder source: a CSV file of (relative path, label[, split]); empty to take
 *     labels from folder names
 * @param testFraction for folder and Parquet sources whose files name no splits: fraction of the
 *     images in the test split, in [0, 1], chosen by hashing their ids with the run's seed
 * @param maxPixels an image whose header claims more pixels is refused without being decoded
 */
public record SourceConfig(
    Format format, String dataset, String labels, double testFraction, long maxPixels)
    implements Serializable {
  /** The layouts that can be read. */
  public enum Format {
    /** Detected from the input's files. */
    AUTO,
    /**
     * MNIST's layout: {@code train-images-idx3-ubyte[.gz]} and so on, with label files beside the
     * image files.
     */
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
