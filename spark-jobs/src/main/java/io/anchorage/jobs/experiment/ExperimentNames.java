package io.anchorage.jobs.experiment;

/** What things in an experiment may be called: their names are parts of file names. */
final class ExperimentNames {
  private ExperimentNames() {}

  /**
   * @param name null while it is not given yet
   */
  static void require(String name) {
    if (name != null && !name.matches("[A-Za-z0-9][A-Za-z0-9.-]*")) {
      throw new IllegalArgumentException(
          "name must be of letters, digits, dots and hyphens: " + name);
    }
  }
}
