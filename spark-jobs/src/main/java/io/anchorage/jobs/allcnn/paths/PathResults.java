package io.anchorage.jobs.allcnn.paths;

import io.anchorage.jobs.allcnn.NetworkImages;
import io.anchorage.jobs.allcnn.ResultFolder;
import io.anchorage.jobs.learn.TrainReport.Spread;
import io.anchorage.jobs.report.CurvePlot;
import io.anchorage.jobs.report.PageColours;
import io.anchorage.jobs.report.PlotLine;
import io.anchorage.learn.cnn.AllCnnConfig;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The results of the trainings: a table, plots and a report.
 *
 * @param images of the first training
 * @param results by the trainings' numbers
 */
record PathResults(
    PathJobConfig config, PathPlan plan, NetworkImages images, Map<Integer, PathResult> results) {

  /** The scores of all trainings as a table, in the order of the plan. */
  static String table(
      PathJobConfig config, PathPlan plan, Map<Integer, List<EpochScores>> history) {
    StringBuilder table = new StringBuilder(EpochScores.header(config.paths().last()));
    for (PathTrial trial : plan.trials()) {
      history
          .getOrDefault(trial.number(), List.of())
          .forEach(scores -> table.append(scores.row(trial.name())));
    }
    return table.toString();
  }

  /** The trainings that failed, one line each. */
  List<String> failures() {
    List<String> failures = new ArrayList<>();
    for (PathTrial trial : plan.trials()) {
      PathResult result = results.get(trial.number());
      if (result.isFailed()) {
        failures.add(
            plan.isGrid() ? trial.name() + " failed: " + result.failure() : result.failure());
      }
    }
    return failures;
  }

  /** The trainings of a group that did not fail. */
  private record Group(String name, Training kind, List<PathResult> results) {
    boolean isEmpty() {
      return results.isEmpty() || results.get(0).history().isEmpty();
    }

    EpochScores last(PathResult result) {
      return result.history().get(result.history().size() - 1);
    }

    /** The spread over seeds of a value after the last epoch. */
    Spread end(ToDoubleFunction<EpochScores> value) {
      return Spread.of(results.stream().map(result -> value.applyAsDouble(last(result))).toList());
    }

    /** The mean over seeds of a value at each epoch that was judged. */
    List<Double> means(ToDoubleFunction<EpochScores> value) {
      List<Double> means = new ArrayList<>();
      for (int i = 0; i < results.get(0).history().size(); i++) {
        int at = i;
        means.add(
            results.stream()
                .mapToDouble(result -> value.applyAsDouble(result.history().get(at)))
                .average()
                .orElseThrow());
      }
      return means;
    }
  }

  private List<Group> groups() {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (PathTrial trial : plan.trials()) {
      Group group =
          groups.computeIfAbsent(
              trial.group(), name -> new Group(name, trial.kind(), new ArrayList<>()));
      PathResult result = results.get(trial.number());
      if (!result.isFailed()) {
        group.results().add(result);
      }
    }
    return groups.values().stream().filter(group -> !group.isEmpty()).toList();
  }

  /** The values of the report, by key. */
  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("train_images", images.sample().size());
    report.put("test_images", images.test().size());
    for (Group group : groups()) {
      if (plan.isGrid()) {
        report.put(group.name(), spreads(group));
      } else {
        single(group, report);
      }
    }
    for (int i = 0; i < failures().size(); i++) {
      report.put("failure_" + (i + 1), failures().get(i));
    }
    report.put("bytes_maps_of_a_batch", Float.BYTES * numbersOfMaps() * config.training().batch());
    report.put("bytes_maps_of_all_images", Float.BYTES * numbersOfMaps() * images.sample().size());
    return report;
  }

  private static void single(Group group, Map<String, Object> report) {
    EpochScores last = group.last(group.results().get(0));
    if (group.kind() == Training.ORDINARY) {
      report.put("baseline_train_accuracy", last.train().accuracy());
      report.put("baseline_test_accuracy", last.test().accuracy());
      report.put("baseline_pixels", last.pixels());
      return;
    }
    report.put("accuracy_along_paths", last.accuracy());
    report.put("train_accuracy", last.train().accuracy());
    report.put("test_accuracy", last.test().accuracy());
    report.put("pixels", last.pixels());
    report.put("psnr", last.psnr().stream().map(dB -> Math.round(dB * 100) / 100.0).toList());
    report.putAll(memory(group.results().get(0)));
  }

  private static Map<String, Object> spreads(Group group) {
    Map<String, Object> spreads = new LinkedHashMap<>();
    spreads.put("seeds", group.results().size());
    spreads.put("train_accuracy", group.end(scores -> scores.train().accuracy()).tree());
    spreads.put("test_accuracy", group.end(scores -> scores.test().accuracy()).tree());
    if (group.kind() == Training.PATHS) {
      spreads.put("accuracy_along_paths", group.end(EpochScores::accuracy).tree());
      List<Double> psnr = new ArrayList<>();
      for (int layer = 0; layer < group.last(group.results().get(0)).psnr().size(); layer++) {
        int at = layer;
        double mean = group.end(scores -> scores.psnr().get(at)).mean();
        psnr.add(Math.round(mean * 100) / 100.0);
      }
      spreads.put("psnr", psnr);
      spreads.putAll(memory(group.results().get(0)));
    }
    return spreads;
  }

  private static Map<String, Object> memory(PathResult result) {
    Map<String, Object> bytes = new LinkedHashMap<>();
    bytes.put("bytes_predictor", Float.BYTES * result.parameters());
    bytes.put(
        "bytes_predictor_and_moments", Float.BYTES * (result.parameters() + result.moments()));
    return bytes;
  }

  private long numbersOfMaps() {
    long map = 0;
    for (int layer = 1; layer <= config.paths().last(); layer++) {
      map += config.network().layer(layer).size();
    }
    return map;
  }

  /** The curves of accuracy.png, loss.png and psnr.png; none if no training was scored. */
  List<ResultFolder.Plot> plots() {
    if (groups().isEmpty()) {
      return List.of();
    }
    String seeds = plan.isGrid() ? ", mean over seeds" : "";
    String subtitle =
        "%d images, %d paths a forward pass, layers 1 to %d of %d predicted%s"
            .formatted(
                images.sample().size(),
                config.paths().paths(),
                config.paths().last(),
                AllCnnConfig.LAYERS,
                seeds);
    return List.of(
        new ResultFolder.Plot(
            "accuracy.png",
            new CurvePlot("Learning along paths", subtitle, "million pixels seen", "accuracy"),
            List.of(
                panel("training images, ordinary pass", scores -> scores.train().accuracy()),
                panel("test images, ordinary pass", scores -> scores.test().accuracy()),
                panel("in training's own passes", EpochScores::accuracy))),
        new ResultFolder.Plot(
            "loss.png",
            new CurvePlot("Loss of learning along paths", subtitle, "million pixels seen", "nats"),
            List.of(
                panel("training images, ordinary pass", scores -> scores.train().loss()),
                panel("test images, ordinary pass", scores -> scores.test().loss()),
                panel("in training's own passes", EpochScores::loss))),
        new ResultFolder.Plot(
            "psnr.png",
            new CurvePlot(
                "Predictions of a network that learns along paths", subtitle, "epoch", "dB"),
            layers()));
  }

  private List<CurvePlot.Panel> layers() {
    List<CurvePlot.Panel> layers = new ArrayList<>();
    for (int layer = 0; layer < config.paths().last(); layer++) {
      int at = layer;
      List<PlotLine> lines = new ArrayList<>();
      for (Group group : groups()) {
        if (group.kind() == Training.PATHS) {
          lines.add(
              new PlotLine(
                  plan.isGrid() ? group.name() : "predictions",
                  colour(group),
                  group.means(EpochScores::epoch),
                  group.means(scores -> scores.psnr().get(at))));
        }
      }
      layers.add(new CurvePlot.Panel("Layer " + (layer + 1), lines));
    }
    return layers;
  }

  private CurvePlot.Panel panel(String title, ToDoubleFunction<EpochScores> value) {
    List<PlotLine> lines = new ArrayList<>();
    for (Group group : groups()) {
      lines.add(
          new PlotLine(
              group.name(),
              colour(group),
              group.means(scores -> scores.pixels() / 1e6),
              group.means(value)));
    }
    return new CurvePlot.Panel(title, lines);
  }

  /** Each group has its colour in all plots. */
  private Color colour(Group group) {
    List<String> names = plan.trials().stream().map(PathTrial::group).distinct().toList();
    return PageColours.LINES.get(names.indexOf(group.name()) % PageColours.LINES.size());
  }
}
