package io.anchorage.family.localglobal;

import java.util.ArrayList;
import java.util.List;

/**
 * How a signal is cut: into equal parts along each axis. A place belongs to the part that its
 * centre lies in; with N places from -1/2 to N - 1/2 and C parts,
 *
 * <pre>
 * part(x) = floor((x + 1/2) C / N),
 * </pre>
 *
 * <p>so that parts differ by one place where C does not divide N, and a picture of another
 * resolution is cut along the same lines.
 *
 * @param counts parts along each axis, slowest axis first
 * @param kept for each axis, the first part that is there and the number of parts that are
 */
public record Partitions(List<Integer> counts, List<Integer> kept) {
  public Partitions {
    counts = List.copyOf(counts);
    kept = List.copyOf(kept);
  }

  /** All parts. */
  public static Partitions all(List<Integer> counts) {
    List<Integer> kept = new ArrayList<>();
    for (int count : counts) {
      kept.add(0);
      kept.add(count);
    }
    return new Partitions(counts, kept);
  }

  public int axes() {
    return counts.size();
  }

  public int first(int axis) {
    return kept.get(2 * axis);
  }

  public int held(int axis) {
    return kept.get(2 * axis + 1);
  }

  /** Parts that are there. */
  public int held() {
    int held = 1;
    for (int a = 0; a < axes(); a++) {
      held = Math.multiplyExact(held, held(a));
    }
    return held;
  }

  /**
   * The part of a place along one axis; the nearest that is there.
   *
   * @param place in the whole signal
   * @param extent places of the whole signal
   */
  public int of(int axis, double place, int extent) {
    int part = (int) Math.floor((place + 0.5) * counts.get(axis) / extent);
    return Math.max(first(axis), Math.min(first(axis) + held(axis) - 1, part));
  }

  /**
   * The first place of a part along one axis; for the number of parts, the number of places.
   *
   * @param extent places of the whole signal
   */
  public int border(int axis, int part, int extent) {
    long count = counts.get(axis);
    return (int) Math.floorDiv(2L * extent * part + count - 1, 2 * count);
  }
}
