package io.anchorage.jobs.experiment;

import io.anchorage.jobs.experiment.TableConfig.Cell;
import io.anchorage.jobs.learn.TrainReport.Spread;
import io.anchorage.jobs.storage.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One figure of a table: the published accuracy and ours, in percent.
 *
 * @param published the published accuracy; NaN if there is none
 * @param publishedStd its standard deviation; NaN if it was not given
 * @param ours our accuracies, one per seed; empty if there are none
 * @param standIn whether another dataset stands in for the published one
 */
record Figure(double published, double publishedStd, List<Double> ours, boolean standIn) {
  private static final double PER_CENT = 100;

  Figure {
    ours = List.copyOf(ours);
  }

  /** The figure of a cell for which we have no results. */
  static Figure published(Cell cell) {
    return of(cell, List.of(), false);
  }

  /**
   * The figure of a cell with our results.
   *
   * @param accuracies one per seed, in [0, 1]
   */
  static Figure of(Cell cell, List<Double> accuracies, boolean standIn) {
    return new Figure(
        cell.published().isEmpty() ? Double.NaN : cell.published().get(0),
        cell.published().size() < 2 ? Double.NaN : cell.published().get(1),
        accuracies.stream().map(accuracy -> PER_CENT * accuracy).toList(),
        standIn);
  }

  /** Our mean minus the published accuracy; NaN if either is missing. */
  double difference() {
    return spread().mean() - published;
  }

  private Spread spread() {
    return Spread.of(ours);
  }

  String publishedWords() {
    return words(published, publishedStd);
  }

  /** Our mean and standard deviation, with a star if another dataset stands in. */
  String ourWords() {
    return words(spread().mean(), spread().std()) + (standIn ? "*" : "");
  }

  String differenceWords() {
    return Double.isNaN(difference()) ? "-" : String.format(Locale.ROOT, "%+.2f", difference());
  }

  private static String words(double mean, double std) {
    if (Double.isNaN(mean)) {
      return "-";
    }
    return Double.isNaN(std)
        ? String.format(Locale.ROOT, "%.2f", mean)
        : String.format(Locale.ROOT, "%.2f +- %.2f", mean, std);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("published", Json.number(published));
    tree.put("published_std", Json.number(publishedStd));
    tree.put("ours", ours);
    tree.put("mean", Json.number(spread().mean()));
    tree.put("std", Json.number(spread().std()));
    tree.put("difference", Json.number(difference()));
    tree.put("stand_in", standIn);
    return tree;
  }
}
