package io.anchorage.jobs.config;

import java.io.Serializable;

/**
 * Where the images come from.
 *
 * @param format layout of the input
 * @param dataset the dataset's name, the first part of image ids; empty for the input folder's name
 * @param subset which of several datasets in one folder: a configuration of a Parquet dataset, a
 *     split of EMNIST; empty if there is only one
 * @param labels for the folder source: a CSV file of (relative path, label[, split]); empty to take
 *     labels from folder names
 * @param classFrom for the folder source without a label file: which folder names an image's class
 * @param imageColumn for Parquet: the column of images; empty to recognise it
 * @param labelColumn for Parquet: the column of labels; empty to recognise it
 * @param channels what the images' colour channels become
 * @param ids how images in files of many are named; a table that exists keeps its own way
 * @param testFraction for folder and Parquet sources whose files name no splits: fraction of the
 *     images in the test split, in [0, 1], chosen by hashing their ids with the run's seed
 * @param maxPixels an image whose header claims more pixels is refused without being decoded
 */
public record SourceConfig(
    Format format,
    String dataset,
    String subset,
    String labels,
    ClassFrom classFrom,
    String imageColumn,
    String labelColumn,
    Channels channels,
    Ids ids,
    double testFraction,
    long maxPixels)
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
    /** CIFAR-100's binary version: {@code train.bin} and {@code test.bin}. */
    CIFAR100,
    /** Encoded images in folders. */
    FOLDER,
    /**
     * Parquet tables of encoded images as Hugging Face lays them out: {@code image: struct<bytes,
     * path>, label}.
     */
    PARQUET
  }

  /** Which of the folders that contain an image names its class. */
  public enum ClassFrom {
    /** Decided from the whole tree; an error if it allows several answers. */
    AUTO,
    /** The outermost folder below the split's, as torchvision's ImageFolder has it. */
    FIRST_FOLDER,
    /** The innermost folder. */
    LAST_FOLDER,
    /** None: the images have no labels. */
    NONE
  }

  /** What the images' colour channels become. */
  public enum Channels {
    /**
     * Those that most images of a spread sample have; an image with others fails unless it can be
     * given them without a change of its pixels.
     */
    AUTO,
    /** One: colour images are converted by the luma of ITU-R BT.601. */
    GREY,
    /** Three: grey images get three equal channels. */
    RGB
  }

  /** How images in files of many, such as Parquet tables, are named. */
  public enum Ids {
    /** By the file's own name and the row in it. */
    NAMED,
    /** By running numbers across the files of a split, as tables before format 1.2 have them. */
    RUNNING
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
    return new SourceConfig(
        Format.AUTO, "", "", "", ClassFrom.AUTO, "", "", Channels.AUTO, Ids.NAMED, 0, 100_000_000L);
  }

  public SourceConfig withFormat(Format value) {
    return new SourceConfig(
        value,
        dataset,
        subset,
        labels,
        classFrom,
        imageColumn,
        labelColumn,
        channels,
        ids,
        testFraction,
        maxPixels);
  }

  public SourceConfig withDataset(String value) {
    return new SourceConfig(
        format,
        value,
        subset,
        labels,
        classFrom,
        imageColumn,
        labelColumn,
        channels,
        ids,
        testFraction,
        maxPixels);
  }

  public SourceConfig withSubset(String value) {
    return new SourceConfig(
        format,
        dataset,
        value,
        labels,
        classFrom,
        imageColumn,
        labelColumn,
        channels,
        ids,
        testFraction,
        maxPixels);
  }

  public SourceConfig withLabels(String value) {
    return new SourceConfig(
        format,
        dataset,
        subset,
        value,
        classFrom,
        imageColumn,
        labelColumn,
        channels,
        ids,
        testFraction,
        maxPixels);
  }

  public SourceConfig withClassFrom(ClassFrom value) {
    return new SourceConfig(
        format,
        dataset,
        subset,
        labels,
        value,
        imageColumn,
        labelColumn,
        channels,
        ids,
        testFraction,
        maxPixels);
  }

  public SourceConfig withImageColumn(String value) {
    return new SourceConfig(
        format,
        dataset,
        subset,
        labels,
        classFrom,
        value,
        labelColumn,
        channels,
        ids,
        testFraction,
        maxPixels);
  }

  public SourceConfig withLabelColumn(String value) {
    return new SourceConfig(
        format,
        dataset,
        subset,
        labels,
        classFrom,
        imageColumn,
        value,
        channels,
        ids,
        testFraction,
        maxPixels);
  }

  public SourceConfig withIds(Ids value) {
    return new SourceConfig(
        format,
        dataset,
        subset,
        labels,
        classFrom,
        imageColumn,
        labelColumn,
        channels,
        value,
        testFraction,
        maxPixels);
  }

  public SourceConfig withTestFraction(double value) {
    return new SourceConfig(
        format,
        dataset,
        subset,
        labels,
        classFrom,
        imageColumn,
        labelColumn,
        channels,
        ids,
        value,
        maxPixels);
  }

  public SourceConfig withMaxPixels(long value) {
    return new SourceConfig(
        format,
        dataset,
        subset,
        labels,
        classFrom,
        imageColumn,
        labelColumn,
        channels,
        ids,
        testFraction,
        value);
  }
}
