package io.anchorage.symmetry;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What was done to the hidden units of a table's fields after they were fitted: part of the table's
 * recipe, since a model that reads weights by their position reads other numbers afterwards.
 *
 * @param done in order; empty for fields as they were fitted
 */
public record UnitChanges(List<UnitChange> done) implements Serializable {
  public UnitChanges {
    done = List.copyOf(done);
  }

  /** Fields as they were fitted. */
  public static UnitChanges defaults() {
    return new UnitChanges(List.of());
  }

  /** These and then another. */
  public UnitChanges then(UnitChange next) {
    List<UnitChange> all = new ArrayList<>(done);
    all.add(next);
    return new UnitChanges(all);
  }

  /** Whether units of different fields have counterparts in a common template. */
  public boolean aligned() {
    return done.stream().anyMatch(UnitChange.Aligned.class::isInstance);
  }
}
