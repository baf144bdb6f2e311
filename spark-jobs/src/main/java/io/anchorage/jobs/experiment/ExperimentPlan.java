package io.anchorage.jobs.experiment;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.experiment.FitConfig.Splits;
import io.anchorage.jobs.experiment.TableConfig.Cell;
import io.anchorage.jobs.fit.FitRequest;
import io.anchorage.jobs.learn.GridConfig.Variant;
import io.anchorage.jobs.learn.TrainPlan;
import io.anchorage.jobs.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The work of an experiment at one scale, in the order in which it is done.
 *
 * @param experiment the experiment
 * @param scale the size at which it runs
 * @param fits field tables by name; a table comes after the one whose decoder or fields it takes
 * @param trainings trainings by the name of the field table that they learn from
 * @param missing one message per missing dataset, which says what to do about it
 */
record ExperimentPlan(
    Experiment experiment,
    Scale scale,
    Map<String, FitPlan> fits,
    Map<String, Trainings> trainings,
    List<String> missing) {
  private static final int HASH_DIGITS = 8;

  /**
   * The trainings on one field table.
   *
   * @param plan the plan of all trainings
   * @param folder path relative to the output
   */
  record Trainings(TrainPlan plan, String folder) {}

  /**
   * Plans the work and reports every problem that the user can fix before any work begins.
   *
   * @throws UserException for a missing dataset, and for mistakes in recipes and trainings
   */
  static ExperimentPlan of(Experiment experiment, Scale scale, Inputs inputs) {
    ImageSearch search = new ImageSearch(experiment, scale, inputs);
    Set<String> wanted = wanted(experiment);
    Map<String, FitPlan> fits = new LinkedHashMap<>();
    Set<String> missing = new LinkedHashSet<>();
    for (FitConfig fit : experiment.config().fits()) {
      if (wanted.contains(fit.name())) {
        Optional<Images> images = search.of(fit.dataset());
        boolean made =
            Stream.of(fit.decoder(), fit.aligned())
                .allMatch(source -> source.isEmpty() || fits.containsKey(source));
        if (images.isEmpty() || !made) {
          missing.add(search.missing(experiment.dataset(fit.dataset())));
        } else if (fit.aligned().isEmpty()) {
          FitPlan decoder = fits.get(fit.decoder());
          fits.put(fit.name(), FitPlan.of(experiment, fit, scale, images.get(), decoder));
        } else {
          fits.put(fit.name(), fits.get(fit.aligned()).aligned(fit.name()));
        }
      }
    }
    if (fits.isEmpty()) {
      throw new UserException(Kind.INPUT, missing.iterator().next());
    }
    return new ExperimentPlan(
        experiment, scale, fits, trainings(experiment, scale, fits), List.copyOf(missing));
  }

  /** The names of the field tables that cells need, and of those that these are made from. */
  private static Set<String> wanted(Experiment experiment) {
    Set<String> wanted = new LinkedHashSet<>();
    for (Cell cell : experiment.cells()) {
      add(experiment, experiment.classifier(cell.classifier()).fits(), wanted);
      add(experiment, experiment.scoredOn(cell).name(), wanted);
    }
    return wanted;
  }

  private static void add(Experiment experiment, String fit, Set<String> wanted) {
    if (wanted.add(fit)) {
      FitConfig config = experiment.fit(fit);
      Stream.of(config.decoder(), config.aligned())
          .filter(source -> !source.isEmpty())
          .forEach(source -> add(experiment, source, wanted));
    }
  }

  private static Map<String, Trainings> trainings(
      Experiment experiment, Scale scale, Map<String, FitPlan> fits) {
    List<String> used = experiment.cells().stream().map(Cell::classifier).toList();
    Map<String, Trainings> trainings = new LinkedHashMap<>();
    for (FitPlan fit : fits.values()) {
      List<Variant> variants =
          experiment.config().classifiers().stream()
              .filter(c -> c.fits().equals(fit.name()) && used.contains(c.name()))
              .map(c -> new Variant(c.name(), c.settings(scale)))
              .toList();
      if (!variants.isEmpty()) {
        trainings.put(fit.name(), trainings(experiment, scale, fit, variants));
      }
    }
    return trainings;
  }

  /** Trainings leave the test split to the scorings, which may use other tables too. */
  private static Trainings trainings(
      Experiment experiment, Scale scale, FitPlan fit, List<Variant> variants) {
    List<String> settings = new ArrayList<>(experiment.size(scale).training());
    settings.add("clouds.split=train");
    settings.add("clouds.test=''");
    TrainPlan plan =
        TrainPlan.fanOut(
            experiment.near(experiment.config().training()),
            settings,
            variants,
            experiment.size(scale).seeds());
    byte[] config = plan.config().yaml().getBytes(StandardCharsets.UTF_8);
    return new Trainings(
        plan, "models/" + fit.key() + "-" + Sha256.of(config).substring(0, HASH_DIGITS));
  }

  /** Whether everything that a cell needs is available. */
  boolean has(Cell cell) {
    return fits.containsKey(experiment.classifier(cell.classifier()).fits())
        && fits.containsKey(experiment.scoredOn(cell).name());
  }

  /** The splits of a fit, as its request names them. */
  static FitRequest.Split split(Splits splits) {
    return FitRequest.Split.valueOf(splits.name());
  }
}
