package io.anchorage.jobs.fit;

import io.anchorage.fit.FitTimes;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How tasks spent their time, in seconds summed over their threads.
 *
 * @param read decoding images and applying transforms
 * @param prepare starting fits: random numbers, anchors and neighbours
 * @param copy copying to and from a device
 * @param steps optimiser steps
 * @param score reconstructing and measuring fields
 * @param write writing Parquet
 */
public record Phases(
    double read, double prepare, double copy, double steps, double score, double write)
    implements Serializable {
  static final Phases NONE = new Phases(0, 0, 0, 0, 0, 0);

  static Phases of(double read, FitTimes times, double write) {
    return new Phases(
        read, times.preparing(), times.copying(), times.stepping(), times.scoring(), write);
  }

  Phases plus(Phases other) {
    return new Phases(
        read + other.read,
        prepare + other.prepare,
        copy + other.copy,
        steps + other.steps,
        score + other.score,
        write + other.write);
  }

  /** Returns the phases by name, in seconds. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("read", read);
    tree.put("prepare", prepare);
    tree.put("copy", copy);
    tree.put("steps", steps);
    tree.put("score", score);
    tree.put("write", write);
    return tree;
  }

  /** Restores phases from what {@link #tree} returns. */
  static Phases of(Map<?, ?> tree) {
    return new Phases(
        seconds(tree, "read"),
        seconds(tree, "prepare"),
        seconds(tree, "copy"),
        seconds(tree, "steps"),
        seconds(tree, "score"),
        seconds(tree, "write"));
  }

  private static double seconds(Map<?, ?> tree, String name) {
    return ((Number) tree.get(name)).doubleValue();
  }

  /** Returns the total time of all phases. */
  public double total() {
    return read + prepare + copy + steps + score + write;
  }

  /**
   * Returns the shares as text: read 2 %, prepare 10 %, ... Copying is omitted if there was none.
   */
  public String words() {
    String copying = copy == 0 ? "" : ", copy " + share(copy);
    return String.format(
        Locale.ROOT,
        "read %s, prepare %s%s, steps %s, score %s, write %s",
        share(read),
        share(prepare),
        copying,
        share(steps),
        share(score),
        share(write));
  }

  private String share(double seconds) {
    return Math.round(100 * seconds / total()) + " %";
  }
}
