package io.anchorage.jobs.report;

import io.anchorage.jobs.report.page.Chart;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Small plots side by side, all on the same scale.
 *
 * @param title in the upper left corner
 * @param subtitle one line below it
 * @param horizontal label of the x axis
 * @param vertical label of the y axis
 */
public record CurvePlot(String title, String subtitle, String horizontal, String vertical) {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 210;
  private static final int LEFT = 44;
  private static final int GAP = 26;
  private static final int MARGIN = 28;
  private static final int COLUMNS = 3;
  private static final int TICKS = 5;

  /**
   * One plot.
   *
   * @param title shown above the plot
   */
  public record Panel(String title, List<PlotLine> curves) {
    public Panel {
      curves = List.copyOf(curves);
    }
  }

  /** Maps values to pixels: {@code from + (value - low) / (high - low) length}. */
  private record Axis(double low, double high, double step) {
    static Axis over(double smallest, double largest) {
      double span = largest > smallest ? largest - smallest : 1;
      double step = 1;
      double[] factors = {1, 2, 5, 10};
      double magnitude = Math.pow(10, Math.floor(Math.log10(span / TICKS)));
      for (double factor : factors) {
        step = factor * magnitude;
        if (span / step <= TICKS) {
          break;
        }
      }
      return new Axis(Math.floor(smallest / step) * step, Math.ceil(largest / step) * step, step);
    }

    double share(double value) {
      return (value - low) / (high - low);
    }

    List<Double> ticks() {
      List<Double> ticks = new ArrayList<>();
      for (long i = 0; low + i * step <= high + step / 2; i++) {
        ticks.add(low + i * step);
      }
      return ticks;
    }
  }

  /** Returns one of the plots as a chart for a page. */
  public Chart chart(Panel panel) {
    List<Chart.Series> series = new ArrayList<>();
    for (PlotLine curve : panel.curves()) {
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < curve.x().size(); i++) {
        points.add(new double[] {curve.x().get(i), curve.y().get(i)});
      }
      series.add(new Chart.Series(curve.name(), points));
    }
    String name = panel.title().isEmpty() ? title : panel.title();
    return Chart.lines(name, horizontal, vertical, series);
  }

  /** Draws plots, which need at least one finite value between them. */
  public BufferedImage draw(List<Panel> panels) {
    return draw(panels, Lettering.best());
  }

  BufferedImage draw(List<Panel> panels, Lettering lettering) {
    Axis x = axis(panels, true);
    Axis y = axis(panels, false);
    int small = lettering.height(Lettering.Size.SMALL);
    int head = lettering.height(Lettering.Size.TITLE) + 2 * small + 3 * GAP / 2;
    int columns = Math.min(COLUMNS, panels.size());
    int rows = (panels.size() + columns - 1) / columns;
    int cellWidth = LEFT + WIDTH + GAP;
    int cellHeight = lettering.height(Lettering.Size.NORMAL) + HEIGHT + 2 * small + GAP;
    int width =
        Math.max(
            2 * MARGIN + columns * cellWidth,
            2 * MARGIN + lettering.width(subtitle, Lettering.Size.SMALL));
    int height = 2 * MARGIN + head + rows * cellHeight;
    BufferedImage page = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D on = page.createGraphics();
    on.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    on.setColor(PageColours.PAPER);
    on.fillRect(0, 0, width, height);
    lettering.write(on, title, MARGIN, MARGIN, Lettering.Size.TITLE, PageColours.INK);
    int below = MARGIN + lettering.height(Lettering.Size.TITLE) + 4;
    lettering.write(on, subtitle, MARGIN, below, Lettering.Size.SMALL, PageColours.FAINT);
    drawLegend(on, lettering, panels, below + small + GAP / 2);
    for (int i = 0; i < panels.size(); i++) {
      int left = MARGIN + i % columns * cellWidth + LEFT;
      int top = MARGIN + head + i / columns * cellHeight;
      drawPanel(on, lettering, panels.get(i), x, y, left, top);
    }
    on.dispose();
    return page;
  }

  private static Axis axis(List<Panel> panels, boolean horizontal) {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (Panel panel : panels) {
      for (PlotLine curve : panel.curves()) {
        for (double value : horizontal ? curve.x() : curve.y()) {
          if (Double.isFinite(value)) {
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
          }
        }
      }
    }
    return Axis.over(smallest, largest);
  }

  private static void drawLegend(Graphics2D on, Lettering lettering, List<Panel> panels, int top) {
    Map<String, Color> names = new LinkedHashMap<>();
    panels.forEach(
        panel -> panel.curves().forEach(curve -> names.put(curve.name(), curve.colour())));
    int left = MARGIN;
    int middle = top + lettering.height(Lettering.Size.SMALL) / 2;
    for (Map.Entry<String, Color> name : names.entrySet()) {
      on.setColor(name.getValue());
      on.setStroke(new BasicStroke(2.5f));
      on.drawLine(left, middle, left + GAP, middle);
      lettering.write(
          on, name.getKey(), left + GAP + 6, top, Lettering.Size.SMALL, PageColours.INK);
      left += 2 * GAP + 6 + lettering.width(name.getKey(), Lettering.Size.SMALL);
    }
  }

  private void drawPanel(
      Graphics2D on, Lettering lettering, Panel panel, Axis x, Axis y, int left, int top) {
    lettering.write(on, panel.title(), left, top, Lettering.Size.NORMAL, PageColours.INK);
    int plot = top + lettering.height(Lettering.Size.NORMAL) + 2;
    on.setColor(Color.WHITE);
    on.fillRect(left, plot, WIDTH, HEIGHT);
    int small = lettering.height(Lettering.Size.SMALL);
    on.setStroke(new BasicStroke(1));
    for (double tick : y.ticks()) {
      int at = plot + (int) Math.round(HEIGHT * (1 - y.share(tick)));
      on.setColor(PageColours.RULE);
      on.drawLine(left, at, left + WIDTH, at);
      String text = text(tick, y.step());
      int indent = left - 6 - lettering.width(text, Lettering.Size.SMALL);
      lettering.write(on, text, indent, at - small / 2, Lettering.Size.SMALL, PageColours.FAINT);
    }
    for (double tick : x.ticks()) {
      int at = left + (int) Math.round(WIDTH * x.share(tick));
      on.setColor(PageColours.RULE);
      on.drawLine(at, plot, at, plot + HEIGHT);
      String text = text(tick, x.step());
      int indent = at - lettering.width(text, Lettering.Size.SMALL) / 2;
      lettering.write(on, text, indent, plot + HEIGHT + 3, Lettering.Size.SMALL, PageColours.FAINT);
    }
    lettering.write(
        on,
        horizontal + "; up: " + vertical,
        left,
        plot + HEIGHT + 3 + small,
        Lettering.Size.SMALL,
        PageColours.FAINT);
    on.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (PlotLine curve : panel.curves()) {
      on.setColor(curve.colour());
      on.draw(line(curve, x, y, left, plot));
    }
  }

  private static Path2D line(PlotLine curve, Axis x, Axis y, int left, int top) {
    Path2D.Double line = new Path2D.Double();
    boolean drawing = false;
    for (int i = 0; i < curve.x().size(); i++) {
      double value = curve.y().get(i);
      if (!Double.isFinite(value)) {
        drawing = false;
        continue;
      }
      double across = left + WIDTH * x.share(curve.x().get(i));
      double down = top + HEIGHT * (1 - y.share(value));
      if (drawing) {
        line.lineTo(across, down);
      } else {
        line.moveTo(across, down);
        drawing = true;
      }
    }
    return line;
  }

  private static String text(double tick, double step) {
    int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%." + digits + "f", tick);
  }
}
