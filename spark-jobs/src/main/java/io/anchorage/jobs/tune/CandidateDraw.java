package io.anchorage.jobs.tune;

import io.anchorage.kernel.random.Permutation;
import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Draws the candidates of each comparison, from the seed. */
final class CandidateDraw {
  private static final String PURPOSE = "tune-candidates";

  /** The share of changes on an axis that go anywhere rather than to a neighbour. */
  private static final float JUMPS = 0.2f;

  /** Attempts for each candidate wanted; a small space has fewer than are wanted. */
  private static final int ATTEMPTS = 20;

  private final List<Integer> sizes;
  private final long seed;

  /**
   * @param sizes the number of values on each axis
   */
  CandidateDraw(List<Integer> sizes, long seed) {
    this.sizes = List.copyOf(sizes);
    this.seed = seed;
  }

  /**
   * Candidates spread over the whole space: each axis's values are taken equally often, in an order
   * of their own (a Latin hypercube; M. McKay et al., 1979).
   *
   * @return distinct; fewer than {@code count} only if some coincide
   */
  List<Candidate> spread(int count) {
    List<List<Integer>> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(new ArrayList<>());
    }
    for (int axis = 0; axis < sizes.size(); axis++) {
      int[] order = Permutation.of(count, new Seeds(seed, "axis/" + axis, 0).stream(PURPOSE));
      for (int i = 0; i < count; i++) {
        places.get(i).add((int) ((long) order[i] * sizes.get(axis) / count));
      }
    }
    Set<Candidate> distinct = new LinkedHashSet<>();
    places.forEach(own -> distinct.add(new Candidate(own)));
    return List.copyOf(distinct);
  }

  /**
   * The best of other comparisons, and candidates near them: on each axis, half of them keep the
   * value, most others take a neighbour of it.
   *
   * @param best the better first
   * @param round names the comparison, for its random numbers
   * @return distinct; fewer than {@code count} only if the space is small
   */
  List<Candidate> around(List<Candidate> best, int count, String round) {
    Set<Candidate> drawn = new LinkedHashSet<>(best);
    Philox random = new Seeds(seed, round, 0).stream(PURPOSE);
    long next = 0;
    for (int i = 0; i < ATTEMPTS * count && drawn.size() < count; i++) {
      Candidate candidate = best.get(i % best.size());
      for (int axis = 0; axis < sizes.size(); axis++) {
        float keep = random.uniform(next++);
        float jump = random.uniform(next++);
        int place = candidate.places().get(axis);
        int away = random.below(next++, 2) == 0 ? -1 : 1;
        int anywhere = random.below(next++, sizes.get(axis));
        if (keep >= 0.5f) {
          int moved = Math.max(0, Math.min(sizes.get(axis) - 1, place + away));
          candidate = candidate.with(axis, jump < JUMPS ? anywhere : moved);
        }
      }
      drawn.add(candidate);
    }
    return List.copyOf(drawn);
  }

  /** Candidates from anywhere in the space; they may coincide. */
  List<Candidate> anywhere(int count, String round) {
    Philox random = new Seeds(seed, round, 0).stream(PURPOSE + "/anywhere");
    List<Candidate> drawn = new ArrayList<>();
    long next = 0;
    for (int i = 0; i < count; i++) {
      List<Integer> places = new ArrayList<>();
      for (int size : sizes) {
        places.add(random.below(next++, size));
      }
      drawn.add(new Candidate(places));
    }
    return drawn;
  }
}
