package io.anchorage.fit;

import io.anchorage.field.FamilyConfig;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One setting of a family and the values that are worth trying, in an order in which neighbours are
 * alike.
 *
 * @param key the setting's key below {@code fit.family}, such as {@code weight-scale}
 * @param values the values, as text
 * @param own which of them is the base's own
 * @param change what a value does to a config
 */
public record TuningAxis(String key, List<String> values, int own, Change change) {
  /** Gives a config one of an axis's values. */
  @FunctionalInterface
  public interface Change {
    /**
     * The config with another value.
     *
     * @param value an index of the axis's values
     */
    FamilyConfig of(FamilyConfig config, int value);
  }

  public TuningAxis {
    values = List.copyOf(values);
    if (own < 0 || own >= values.size()) {
      throw new IllegalArgumentException(
          "own must be in 0 .. %d: %d".formatted(values.size() - 1, own));
    }
  }

  /**
   * An axis of numbers.
   *
   * @param tried the numbers to try; the base's own is added if it is not among them
   * @param own the base's own number
   */
  public static TuningAxis of(String key, double[] tried, double own, NumberChange change) {
    double[] all =
        DoubleStream.concat(DoubleStream.of(tried), DoubleStream.of(own))
            .sorted()
            .distinct()
            .toArray();
    int place = (int) DoubleStream.of(all).filter(value -> value < own).count();
    IntFunction<String> text = i -> all[i] == Math.rint(all[i]) ? "" + (long) all[i] : "" + all[i];
    return new TuningAxis(
        key,
        IntStream.range(0, all.length).mapToObj(text).toList(),
        place,
        (config, value) -> change.of(config, all[value]));
  }

  /** Gives a config a number. */
  @FunctionalInterface
  public interface NumberChange {
    FamilyConfig of(FamilyConfig config, double number);
  }
}
