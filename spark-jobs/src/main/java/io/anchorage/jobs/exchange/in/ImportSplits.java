package io.anchorage.jobs.exchange.in;

import java.io.Serializable;
import java.util.List;

/**
 * Where the indices of images divide, which papers fix in different ways; -1 where nothing is said.
 *
 * @param valFrom the first index of the validation split
 * @param testFrom the first index of the test split
 */
public record ImportSplits(long valFrom, long testFrom) implements Serializable {
  /** Splits as they are published. */
  public static final ImportSplits PUBLISHED = new ImportSplits(-1, -1);

  /** The splits as flags. */
  List<String> arguments() {
    return valFrom < 0 ? List.of() : List.of("--split-at", valFrom + "," + testFrom);
  }
}
