package io.anchorage.jobs.allcnn.moving;

import io.anchorage.jobs.allcnn.ResultFolder;
import io.anchorage.jobs.allcnn.moving.MovingConfig.Target;
import io.anchorage.jobs.report.CurvePlot;
import io.anchorage.jobs.report.PlotLine;
import java.awt.Color;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The results of following maps: tables and a plot.
 *
 * @param epochs of the network's training
 * @param followed in the order of {@link FollowedMap#ORDER}
 */
record MovingResults(MovingConfig moving, int epochs, List<FollowedMap> followed) {
  MovingResults {
    followed = followed.stream().sorted(FollowedMap.ORDER).toList();
  }

  /** Writes psnr.csv and sirens.csv. */
  void write(ResultFolder folder) {
    folder.text("psnr.csv", means());
    folder.text("sirens.csv", sirens());
  }

  /** The mean PSNR of each layer at the end, in dB, by the key of the report. */
  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    for (Target target : moving.targets()) {
      List<Double> means = new ArrayList<>();
      for (int layer : moving.layers()) {
        means.add(Math.round(psnr(target, layer, epochs).getAverage() * 100) / 100.0);
      }
      report.put("psnr_" + target.word(), means);
    }
    return report;
  }

  private DoubleSummaryStatistics psnr(Target target, int layer, int epoch) {
    return followed.stream()
        .filter(each -> each.target() == target && each.layer() == layer)
        .mapToDouble(each -> each.psnr().get(epoch - 1))
        .summaryStatistics();
  }

  private String means() {
    StringBuilder table =
        new StringBuilder("target,epoch,layer,images,psnr_mean,psnr_min,psnr_max\n");
    for (Target target : moving.targets()) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        for (int layer : moving.layers()) {
          DoubleSummaryStatistics numbers = psnr(target, layer, epoch);
          table.append(
              String.format(
                  Locale.ROOT,
                  "%s,%d,%d,%d,%.4f,%.4f,%.4f%n",
                  target.word(),
                  epoch,
                  layer,
                  numbers.getCount(),
                  numbers.getAverage(),
                  numbers.getMin(),
                  numbers.getMax()));
        }
      }
    }
    return table.toString();
  }

  private String sirens() {
    StringBuilder table = new StringBuilder("target,image,layer,psnr,parameters_sha256\n");
    for (FollowedMap each : followed) {
      table.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%d,%.4f,%s%n",
              each.target().word(),
              each.image(),
              each.layer(),
              each.psnr().get(epochs - 1),
              each.hash()));
    }
    return table.toString();
  }

  /** The curves of psnr.csv. */
  ResultFolder.Plot plot() {
    List<Double> at = IntStream.rangeClosed(1, epochs).mapToObj(e -> (double) e).toList();
    List<CurvePlot.Panel> panels = new ArrayList<>();
    for (int layer : moving.layers()) {
      List<PlotLine> curves = new ArrayList<>();
      for (Target target : moving.targets()) {
        List<Double> values =
            at.stream().map(e -> psnr(target, layer, e.intValue()).getAverage()).toList();
        curves.add(new PlotLine(target.word(), colour(target), at, values));
      }
      panels.add(new CurvePlot.Panel("Layer " + layer, curves));
    }
    long images = followed.stream().map(FollowedMap::image).distinct().count();
    String subtitle =
        "%d images, %d steps an epoch, mean PSNR against the map of the epoch"
            .formatted(images, moving.steps());
    return new ResultFolder.Plot(
        "psnr.png",
        new CurvePlot("SIRENs that follow a network that learns", subtitle, "epoch", "dB"),
        panels);
  }

  private static Color colour(Target target) {
    return switch (target) {
      case MOVING -> new Color(0x2CA02C);
      case INITIALISED -> new Color(0x1F77B4);
      case TRAINED -> new Color(0xFF7F0E);
    };
  }
}
