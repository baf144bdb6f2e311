package io.anchorage.field;

import io.anchorage.signal.SignalConfig.ValueRange;
import java.io.Serializable;
import java.util.Optional;

/** The settings of one family: a record, bound from the {@code family:} section of a recipe. */
public interface FamilyConfig extends Serializable {
  /** The family whose settings these are. */
  Family family();

  /** The family's name, as in the recipe's {@code kind}. */
  default String kind() {
    return family().name();
  }

  /** The range of signal values that the family's published code uses; never AUTO. */
  default ValueRange publishedValues() {
    return ValueRange.UNIT;
  }

  /**
   * The setting, in words that follow "with", which only the CPU's engines know; empty if there is
   * none.
   */
  default Optional<String> cpuOnly() {
    return leastSquares();
  }

  /**
   * The setting, in words that follow "with", under which parameters are found by solving for the
   * least squared error, and so for no other loss; empty if there is none.
   */
  default Optional<String> leastSquares() {
    return Optional.empty();
  }

  /**
   * The setting, in words that follow "with", that an engine does not take; empty if there is none.
   *
   * @param adapter the type by which the engine asks the family for what it needs
   */
  default Optional<String> refusedBy(Class<?> adapter) {
    return cpuOnly();
  }

  /**
   * Whether all fits of the same repeat share a starting point, so that weights can be compared.
   */
  default boolean sharesStart() {
    return false;
  }
}
