package io.anchorage.jobs.experiment;

import io.anchorage.jobs.experiment.TableConfig.Cell;
import io.anchorage.jobs.learn.TrainReport.Spread;
import io.anchorage.jobs.storage.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One figure of a table: what was published and what came out here, accuracies in per cent.
 *
 * @param published NaN if nothing was
 * @param publishedStd NaN if it was not given
 * @param ours one a seed; empty if there is none
 * @param standIn whether another dataset stands in for the published one
 */
record Figure(double published, double publishedStd, List<Double> ours, boolean standIn) {
  private static final double PER_CENT = 100;

  Figure {
    ours = List.copyOf(ours);
  }

  /** A cell with nothing beside what was published. */
  static Figure published(Cell cell) {
    return of(cell, List.of(), false);
  }

  /**
   * A cell with what came out.
   *
   * @param accuracies one a seed, in [0, 1]
   */
  static Figure of(Cell cell, List<Double> accuracies, boolean standIn) {
    return new Figure(
        cell.published().isEmpty() ? Double.NaN : cell.published().get(0),
        cell.published().size() < 2 ? Double.NaN : cell.published().get(1),
        accuracies.stream().map(accuracy -> PER_CENT * accuracy).toList(),
        standIn);
  }

  /** NaN without a mean on both sides. */
  double difference() {
    return spread().mean() - published;
  }

  private Spread spread() {
    return Spread.of(ours);
  }

  String publishedWords() {
    return words(published, publishedStd);
  }

  /** With a star if another dataset stands in. */
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
