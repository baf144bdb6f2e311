package io.anchorage.jobs.tune;

import io.anchorage.jobs.report.CurvePlot;
import io.anchorage.jobs.report.FieldImage;
import io.anchorage.jobs.report.PlotLine;
import io.anchorage.jobs.report.page.Chart;
import io.anchorage.signal.codec.PngWriter;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The quality that the best recipe of each cost reaches, as a picture and as a page's chart. */
record TuneCurve(CurvePlot plot, CurvePlot.Panel panel) {
  static final String FILE = "curve.png";

  private static final Color LOW = new Color(0x1F5FA8);
  private static final Color MEAN = new Color(0x8FB3D9);
  private static final Color TARGET = new Color(0xC0392B);

  /**
   * Reads the curve off what was tried; empty if nothing was tried to the end.
   *
   * @param dataset name of the dataset
   */
  static Optional<TuneCurve> of(Found found, Goal goal, String dataset) {
    Map<Double, Score> best = new TreeMap<>();
    for (Trial trial : found.trials()) {
      if (trial.stage() == Trial.Stage.SEARCH && Double.isFinite(trial.score().low())) {
        best.merge(trial.budget(), trial.score(), TuneCurve::better);
      }
    }
    if (best.isEmpty()) {
      return Optional.empty();
    }
    List<Double> costs = List.copyOf(best.keySet());
    String share = SearchWatch.plain(100 * goal.share());
    List<PlotLine> lines =
        List.of(
            line("mean", MEAN, costs, best.values().stream().map(Score::meanPsnr).toList()),
            line(share + " % reach", LOW, costs, best.values().stream().map(Score::low).toList()),
            line("target", TARGET, costs, costs.stream().map(cost -> goal.psnr()).toList()));
    CurvePlot plot =
        new CurvePlot(
            "Quality against cost",
            dataset + ": the best recipe of each cost",
            "cost of a fit in steps of the base recipe",
            "PSNR in dB");
    return Optional.of(new TuneCurve(plot, new CurvePlot.Panel("", lines)));
  }

  /** The picture as a file. */
  byte[] png() {
    return PngWriter.encode(FieldImage.raster(plot.draw(List.of(panel))));
  }

  Chart chart() {
    return plot.chart(panel);
  }

  /** What was seen on more images counts more. */
  private static Score better(Score one, Score other) {
    if (one.images() != other.images()) {
      return one.images() > other.images() ? one : other;
    }
    return one.low() >= other.low() ? one : other;
  }

  private static PlotLine line(String name, Color colour, List<Double> x, List<Double> y) {
    return new PlotLine(name, colour, x, y);
  }
}
