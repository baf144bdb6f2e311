package io.anchorage.jobs.report;

import java.awt.Color;
import java.util.List;

/**
 * One line of a plot.
 *
 * @param name as the legend has it
 * @param colour of the line
 * @param x ascending
 * @param y as many; where it is not finite the line has a gap
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
