package io.anchorage.jobs.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The images that recipes are tried on: those that the search chooses by, and those that its choice
 * is checked on.
 *
 * @param search in the order in which they are added to a comparison
 * @param check no image of {@code search}, unless the sample is too small to be divided
 * @param unusable images that were drawn and could not be used
 * @param trouble why one of them could not; empty if there is none
 */
record Sample(List<SampleItem> search, List<SampleItem> check, int unusable, String trouble) {
  /** A sample of fewer images is not divided. */
  private static final int LEAST = 4;

  Sample {
    search = List.copyOf(search);
    check = List.copyOf(check);
  }

  /** An image with its class, in the order of the draw. */
  record Labelled(SampleItem item, int label) {}

  /**
   * Divides images into halves that are both balanced over the classes: class by class, one image
   * of each at a time, alternately to one half and to the other.
   *
   * @param usable in the order of the draw
   * @param count the number of images of both halves together
   */
  static Sample of(List<Labelled> usable, int count, int unusable, String trouble) {
    Map<Integer, List<SampleItem>> classes = new TreeMap<>();
    usable.forEach(
        image -> classes.computeIfAbsent(image.label(), c -> new ArrayList<>()).add(image.item()));
    List<SampleItem> search = new ArrayList<>();
    List<SampleItem> check = new ArrayList<>();
    int most = classes.values().stream().mapToInt(List::size).max().orElse(0);
    for (int rank = 0; rank < most; rank++) {
      int place = rank;
      for (List<SampleItem> own : classes.values()) {
        if (rank < own.size() && search.size() + check.size() < count) {
          (place++ % 2 == 0 ? search : check).add(own.get(rank));
        }
      }
    }
    if (search.size() + check.size() < LEAST) {
      List<SampleItem> all = new ArrayList<>(search);
      all.addAll(check);
      return new Sample(all, all, unusable, trouble);
    }
    return new Sample(search, check, unusable, trouble);
  }

  boolean isDivided() {
    return !search.equals(check);
  }

  /** The images of both parts. */
  List<SampleItem> all() {
    if (!isDivided()) {
      return search;
    }
    List<SampleItem> all = new ArrayList<>(search);
    all.addAll(check);
    return all;
  }
}
