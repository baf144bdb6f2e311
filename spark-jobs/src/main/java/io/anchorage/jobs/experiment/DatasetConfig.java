package io.anchorage.jobs.experiment;

import io.anchorage.jobs.config.SourceConfig.Format;

/**
 * A dataset of images.
 *
 * @param name the name in {@code --input NAME=PATH}, and the first part of image ids
 * @param format layout of the dataset
 * @param path where the user keeps it; empty if only {@code --input} gives it
 * @param sample path of a small part of it that may take its place at small scale, relative to the
 *     experiment file; empty for none
 * @param standIn name of another dataset that may take its place at small scale; empty for none
 */
record DatasetConfig(String name, Format format, String path, String sample, String standIn) {
  DatasetConfig {
    ExperimentNames.require(name);
  }

  static DatasetConfig defaults() {
    return new DatasetConfig(null, Format.AUTO, "", "", "");
  }
}
