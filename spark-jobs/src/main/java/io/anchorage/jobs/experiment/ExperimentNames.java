package io.anchorage.jobs.experiment;

/** The rule for names in an experiment, which become parts of file names. */
final class ExperimentNames {
  private ExperimentNames() {}

  /**
   * Refuses a name that cannot be part of a file name.
   *
   * @param name null, which is accepted, while it is not given yet
   */
  static void require(String name) {
    if (name != null && !name.matches("[A-Za-z0-9][A-Za-z0-9.-]*")) {
      throw new IllegalArgumentException(
          "name must begin with a letter or digit and have only letters, digits, dots and hyphens: "
              + name);
    }
  }
}
