package io.anchorage.field;

import io.anchorage.signal.Grid;

/**
 * An adapter for families whose coordinates run from one end of a grid to the other, whatever its
 * extents: their fields are of any resolution.
 */
@FunctionalInterface
public interface Rescalable {
  /** The same field on a grid of as many axes and other extents, whose ends are the same places. */
  Field on(Grid grid, Field field);
}
