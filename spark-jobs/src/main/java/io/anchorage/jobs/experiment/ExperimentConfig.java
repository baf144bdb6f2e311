package io.anchorage.jobs.experiment;

import java.util.List;

/**
 * A published table, and how to make one like it: one YAML file.
 *
 * @param title of the table, one line
 * @param recipe file with the recipe that all fits share, relative to this one
 * @param training file with the training that all classifiers share, relative to this one
 * @param score what the table's figures are
 * @param datasets of images
 * @param fits field tables to be made of them
 * @param classifiers to be trained on those
 * @param table what was published, and what stands beside it
 * @param small a size that takes minutes
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
  /** What a figure is. */
  enum Score {
    /** Accuracy on the test split. */
    TEST,
    /** Accuracy on the part of the training split that validates. */
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
