package io.anchorage.jobs.report;

import java.awt.Color;
import java.util.List;

/**
 * One line of a plot.
 *
 * @param name the name in the legend
 * @param colour the line's colour
 * @param x x values, ascending
 * @param y y values, one for each x; a value that is not finite leaves a gap in the line
 */
public record PlotLine(String name, Color colour, List<Double> x, List<Double> y) {
  public PlotLine {
    x = List.copyOf(x);
    y = List.copyOf(y);
    if (x.size() != y.size()) {
      throw new IllegalArgumentException(
          "Curve %s has %d places and %d values".formatted(name, x.size(), y.size()));
    }
  }
}
