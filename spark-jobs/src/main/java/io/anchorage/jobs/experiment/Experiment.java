package io.anchorage.jobs.experiment;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Kinds;
import io.anchorage.config.NearestKey;
import io.anchorage.config.Overrides;
import io.anchorage.jobs.experiment.ExperimentConfig.Score;
import io.anchorage.jobs.experiment.FitConfig.Splits;
import io.anchorage.jobs.experiment.TableConfig.Cell;
import io.anchorage.jobs.experiment.TableConfig.Row;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An experiment file in which every name refers to something that exists. */
final class Experiment {
  private final Path file;
  private final ExperimentConfig config;

  private Experiment(Path file, ExperimentConfig config) {
    this.file = file;
    this.config = config;
  }

  /**
   * Reads an experiment file.
   *
   * @param settings overrides, each {@code a.b=c}
   * @throws UserException in one line that gives the key, the value, where it was set and what is
   *     allowed
   */
  static Experiment load(Path file, List<String> settings) {
    ExperimentConfig config =
        new ConfigBinder(Kinds.sealed())
            .bind(Overrides.apply(ConfigReader.read(file), settings), ExperimentConfig.defaults());
    Experiment experiment = new Experiment(file, config);
    experiment.check();
    return experiment;
  }

  ExperimentConfig config() {
    return config;
  }

  /** The file's name without its extension. */
  String name() {
    return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
  }

  String file() {
    return file.toString();
  }

  /** The path of a file or folder that the experiment names relative to its own file. */
  Path near(String path) {
    return file.toAbsolutePath().resolveSibling(path).normalize();
  }

  SizeConfig size(Scale scale) {
    return scale == Scale.SMALL ? config.small() : config.full();
  }

  DatasetConfig dataset(String name) {
    return find("dataset", name, config.datasets(), DatasetConfig::name);
  }

  FitConfig fit(String name) {
    return find("fit", name, config.fits(), FitConfig::name);
  }

  ClassifierConfig classifier(String name) {
    return find("classifier", name, config.classifiers(), ClassifierConfig::name);
  }

  /** The cells that show a classifier's accuracy. */
  List<Cell> cells() {
    return config.table().rows().stream()
        .flatMap(row -> row.cells().stream())
        .filter(cell -> !cell.classifier().isEmpty())
        .toList();
  }

  /** The field table that a cell's classifier is scored on. */
  FitConfig scoredOn(Cell cell) {
    return fit(cell.on().isEmpty() ? classifier(cell.classifier()).fits() : cell.on());
  }

  private <T> T find(String what, String name, List<T> all, Function<T, String> nameOf) {
    Optional<T> found = all.stream().filter(one -> nameOf.apply(one).equals(name)).findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    List<String> names = all.stream().map(nameOf).toList();
    throw error(
        names.isEmpty()
            ? "there is no %s called %s: none are defined".formatted(what, name)
            : "there is no %s called %s: did you mean %s?"
                .formatted(what, name, NearestKey.of(name, names)));
  }

  private void check() {
    requireOwnNames("datasets", config.datasets().stream().map(DatasetConfig::name).toList());
    requireOwnNames("fits", config.fits().stream().map(FitConfig::name).toList());
    requireOwnNames(
        "classifiers", config.classifiers().stream().map(ClassifierConfig::name).toList());
    for (DatasetConfig dataset : config.datasets()) {
      if (!dataset.standIn().isEmpty() && !dataset(dataset.standIn()).standIn().isEmpty()) {
        throw error("dataset " + dataset.standIn() + " has a stand-in, so it cannot be one itself");
      }
    }
    for (int i = 0; i < config.fits().size(); i++) {
      check(config.fits().get(i), config.fits().subList(0, i));
    }
    for (ClassifierConfig classifier : config.classifiers()) {
      if (fit(classifier.fits()).splits() == Splits.TEST) {
        throw error(
            "classifier %s cannot learn from fit %s, which has only the test split"
                .formatted(classifier.name(), classifier.fits()));
      }
    }
    config.table().rows().forEach(this::check);
    if (cells().isEmpty()) {
      throw error("no cell of the table names a classifier, so there is nothing to do");
    }
  }

  private void check(FitConfig fit, List<FitConfig> before) {
    dataset(fit.dataset());
    if (!fit.decoder().isEmpty()) {
      requireBefore(fit, "takes the decoder", fit(fit.decoder()), before);
    }
    if (!fit.aligned().isEmpty()) {
      FitConfig source = fit(fit.aligned());
      requireBefore(fit, "aligns the fields", source, before);
      if (!source.dataset().equals(fit.dataset())) {
        throw error(
            "fit %s is of dataset %s and aligns fit %s, which is of %s"
                .formatted(fit.name(), fit.dataset(), source.name(), source.dataset()));
      }
    }
  }

  private void requireBefore(FitConfig fit, String what, FitConfig other, List<FitConfig> before) {
    if (!before.contains(other)) {
      throw error(
          "fit %s %s of %s, which must come before it in the file"
              .formatted(fit.name(), what, other.name()));
    }
  }

  private void check(Row row) {
    int columns = config.table().columns().size();
    if (row.cells().size() != columns) {
      throw error(
          "row '%s' has %d cells, but the number of columns is %d"
              .formatted(row.name(), row.cells().size(), columns));
    }
    for (Cell cell : row.cells()) {
      if (!cell.classifier().isEmpty()) {
        check(row, cell);
      }
    }
  }

  private void check(Row row, Cell cell) {
    FitConfig on = scoredOn(cell);
    boolean elsewhere = !cell.on().isEmpty() || !cell.changes().isEmpty();
    if (config.score() == Score.VALIDATION && elsewhere) {
      throw error(
          "row '%s' sets on or changes, which score validation ignores".formatted(row.name()));
    }
    if (config.score() == Score.TEST && on.splits() == Splits.TRAIN) {
      throw error(
          "row '%s' scores on fit %s, which has only the training split"
              .formatted(row.name(), on.name()));
    }
  }

  private void requireOwnNames(String what, List<String> names) {
    if (new HashSet<>(names).size() < names.size()) {
      throw error(what + " must have different names: " + names);
    }
  }

  private UserException error(String message) {
    return new UserException(Kind.CONFIG, "Invalid experiment: " + message + " (" + file + ")");
  }
}
