package io.anchorage.jobs.allcnn.paths;

import io.anchorage.jobs.allcnn.ResultFolder;
import io.anchorage.jobs.report.CurvePlot;
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
 * @param trainImages how many images the network learned from
 * @param testImages how many it was tested on
 * @param ordinary of the ordinary training; empty without one
 * @param paths of the training along paths
 * @param predictor of the training along paths
 */
record PathResults(
    PathJobConfig config,
    int trainImages,
    int testImages,
    List<EpochScores> ordinary,
    List<EpochScores> paths,
    PredictorSize predictor) {
  private static final Color ALONG = new Color(0x2CA02C);
  private static final Color ORDINARY = new Color(0x1F77B4);

  PathResults {
    ordinary = List.copyOf(ordinary);
    paths = List.copyOf(paths);
  }

  /**
   * How many numbers are kept to predict maps.
   *
   * @param parameters of the predictor
   * @param moments of its optimiser
   */
  record PredictorSize(long parameters, long moments) {}

  /** The scores of all trainings as a table, the ordinary one first. */
  static String table(PathJobConfig config, Map<Training, List<EpochScores>> history) {
    StringBuilder table = new StringBuilder(EpochScores.header(config.paths().last()));
    for (Training training : Training.values()) {
      history
          .getOrDefault(training, List.of())
          .forEach(scores -> table.append(scores.row(training)));
    }
    return table.toString();
  }

  /** The values of the report, by key. */
  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("train_images", trainImages);
    report.put("test_images", testImages);
    if (!ordinary.isEmpty()) {
      report.put("baseline_train_accuracy", last(ordinary).train().accuracy());
      report.put("baseline_test_accuracy", last(ordinary).test().accuracy());
      report.put("baseline_pixels", last(ordinary).pixels());
    }
    if (!paths.isEmpty()) {
      EpochScores last = last(paths);
      report.put("accuracy_along_paths", last.accuracy());
      report.put("train_accuracy", last.train().accuracy());
      report.put("test_accuracy", last.test().accuracy());
      report.put("pixels", last.pixels());
      report.put("psnr", last.psnr().stream().map(dB -> Math.round(dB * 100) / 100.0).toList());
    }
    report.putAll(memory());
    return report;
  }

  private static EpochScores last(List<EpochScores> history) {
    return history.get(history.size() - 1);
  }

  private Map<String, Object> memory() {
    Map<String, Object> bytes = new LinkedHashMap<>();
    bytes.put("bytes_predictor", Float.BYTES * predictor.parameters());
    bytes.put(
        "bytes_predictor_and_moments",
        Float.BYTES * (predictor.parameters() + predictor.moments()));
    long map = 0;
    for (int layer = 1; layer <= config.paths().last(); layer++) {
      map += config.network().layer(layer).size();
    }
    bytes.put("bytes_maps_of_a_batch", Float.BYTES * map * config.training().batch());
    bytes.put("bytes_maps_of_all_images", Float.BYTES * map * trainImages);
    return bytes;
  }

  /** The curves of accuracy.png and psnr.png; none if no epoch was scored. */
  List<ResultFolder.Plot> plots() {
    if (paths.isEmpty()) {
      return List.of();
    }
    String subtitle =
        "%d images, %d paths a forward pass, layers 1 to %d of %d predicted"
            .formatted(
                trainImages, config.paths().paths(), config.paths().last(), AllCnnConfig.LAYERS);
    return List.of(
        new ResultFolder.Plot(
            "accuracy.png",
            new CurvePlot("Learning along paths", subtitle, "million pixels seen", "accuracy"),
            List.of(
                panel("training images, ordinary pass", scores -> scores.train().accuracy()),
                panel("test images, ordinary pass", scores -> scores.test().accuracy()),
                panel("in training's own passes", EpochScores::accuracy))),
        new ResultFolder.Plot(
            "psnr.png",
            new CurvePlot(
                "Predictions of a network that learns along paths", subtitle, "epoch", "dB"),
            layers()));
  }

  private List<CurvePlot.Panel> layers() {
    List<CurvePlot.Panel> layers = new ArrayList<>();
    List<Double> epochs = paths.stream().map(scores -> (double) scores.epoch()).toList();
    for (int layer = 0; layer < config.paths().last(); layer++) {
      int at = layer;
      List<Double> values = paths.stream().map(scores -> scores.psnr().get(at)).toList();
      layers.add(
          new CurvePlot.Panel(
              "Layer " + (layer + 1), List.of(new PlotLine("predictions", ALONG, epochs, values))));
    }
    return layers;
  }

  private CurvePlot.Panel panel(String title, ToDoubleFunction<EpochScores> value) {
    List<PlotLine> curves = new ArrayList<>();
    curves.add(curve("along paths", ALONG, paths, value));
    if (!ordinary.isEmpty()) {
      curves.add(curve("ordinary", ORDINARY, ordinary, value));
    }
    return new CurvePlot.Panel(title, curves);
  }

  private static PlotLine curve(
      String name, Color colour, List<EpochScores> history, ToDoubleFunction<EpochScores> value) {
    return new PlotLine(
        name,
        colour,
        history.stream().map(scores -> scores.pixels() / 1e6).toList(),
        history.stream().map(value::applyAsDouble).toList());
  }
}
