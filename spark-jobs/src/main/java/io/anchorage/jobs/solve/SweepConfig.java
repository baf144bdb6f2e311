package io.anchorage.jobs.solve;

import io.anchorage.equation.Case;
import io.anchorage.equation.EquationConfig;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cases of a job: each frequency with each speed and each source. Not part of the recipe, as
 * images are not: a table grows by longer lists.
 *
 * @param frequencies angular; for equations that have one
 * @param speeds of waves
 * @param sources where they begin
 */
public record SweepConfig(List<Double> frequencies, List<Double> speeds, List<Source> sources)
    implements Serializable {
  /**
   * The place of a source.
   *
   * @param x columns, from -1 to 1
   * @param y rows, from -1 to 1
   */
  public record Source(double x, double y) implements Serializable {
    public Source {
      if (!(Math.abs(x) <= 1 && Math.abs(y) <= 1)) {
        throw new IllegalArgumentException(
            "x and y must be in -1 .. 1, the field's square: %s, %s".formatted(x, y));
      }
    }
  }

  public SweepConfig {
    frequencies = List.copyOf(frequencies);
    speeds = List.copyOf(speeds);
    sources = List.copyOf(sources);
    require("frequencies", frequencies);
    require("speeds", speeds);
    require("sources", sources);
  }

  private static void require(String name, List<?> values) {
    if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
      throw new IllegalArgumentException(name + " must be at least one, each once: " + values);
    }
  }

  /** One wave of speed 1 in the middle, of frequency 12. */
  public static SweepConfig defaults() {
    return new SweepConfig(List.of(12.0), List.of(1.0), List.of(new Source(0, 0)));
  }

  /** The cases of an equation by their ids, in the order of the lists. */
  Map<String, Case> cases(EquationConfig equation, String dataset) {
    List<String> varied = equation.varies();
    Map<String, Case> cases = new LinkedHashMap<>();
    for (double frequency : varied.contains("frequency") ? frequencies : List.of(1.0)) {
      for (double speed : speeds) {
        for (Source source : sources) {
          List<String> parts = new ArrayList<>(List.of(dataset));
          if (varied.contains("frequency")) {
            parts.add(Case.part("frequency", frequency));
          }
          parts.add(Case.part("speed", speed));
          parts.add(Case.part("source", source.x(), source.y()));
          cases.put(String.join("/", parts), new Case(frequency, speed, source.x(), source.y()));
        }
      }
    }
    return cases;
  }
}
