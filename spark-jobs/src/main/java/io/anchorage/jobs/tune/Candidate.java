package io.anchorage.jobs.tune;

import java.util.ArrayList;
import java.util.List;

/**
 * A point of a {@link SearchSpace}.
 *
 * @param places the index of the value on each axis
 */
record Candidate(List<Integer> places) {
  Candidate {
    places = List.copyOf(places);
  }

  /** The same point with another value on one axis. */
  Candidate with(int axis, int place) {
    List<Integer> other = new ArrayList<>(places);
    other.set(axis, place);
    return new Candidate(other);
  }
}
