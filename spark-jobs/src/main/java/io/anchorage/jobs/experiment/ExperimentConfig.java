package io.anchorage.jobs.experiment;

import java.util.List;

/**
 * A published table and how to reproduce it, in one YAML file.
 *
 * @param title of the table, one line
 * @param recipe path of the recipe that all fits share, relative to the experiment file
 * @param training path of the training config that all classifiers share, relative to the
 *     experiment file
 * @param score what the table's figures measure
 * @param datasets datasets of images
 * @param fits field tables to make from the datasets
 * @param classifiers classifiers to train on the field tables
 * @param table the published figures, and what to show beside them
 * @param small a size that runs in minutes
 * @param full the published size
 */
record ExperimentConfig(
    String title,
    String recipe,
    String training,
    Score score,
    List<DatasetConfig> datasets,
    List<FitConfig> fits,
    List<ClassifierConfig> classifiers,
    TableConfig table,
    SizeConfig small,
    SizeConfig full) {
  /** What a figure measures. */
  enum Score {
    /** Accuracy on the test split. */
    TEST,
    /** Accuracy on the part of the training split that is held out for validation. */
    VALIDATION
  }

  ExperimentConfig {
    datasets = List.copyOf(datasets);
    fits = List.copyOf(fits);
    classifiers = List.copyOf(classifiers);
  }

  static ExperimentConfig defaults() {
    return new ExperimentConfig(
        null,
        null,
        null,
        Score.TEST,
        List.of(),
        List.of(),
        List.of(),
        TableConfig.defaults(),
        SizeConfig.defaults(),
        SizeConfig.defaults());
  }
}
