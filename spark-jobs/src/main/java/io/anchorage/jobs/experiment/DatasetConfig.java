package io.anchorage.jobs.experiment;

import io.anchorage.jobs.config.SourceConfig.Format;

/**
 * A dataset of images.
 *
 * @param name what {@code --input NAME=PATH} calls it, and the first part of image ids
 * @param format how it is laid out
 * @param path where the user has it; empty if only {@code --input} tells
 * @param sample a small part of it that takes its place at small scale, relative to the file; empty
 *     for none
 * @param standIn name of another dataset that takes its place at small scale; empty for none
 */
record DatasetConfig(String name, Format format, String path, String sample, String standIn) {
  DatasetConfig {
    ExperimentNames.require(name);
  }

  static DatasetConfig defaults() {
    return new DatasetConfig(null, Format.AUTO, "", "", "");
  }
}
