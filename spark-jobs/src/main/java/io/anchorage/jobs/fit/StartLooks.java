package io.anchorage.jobs.fit;

import io.anchorage.field.SharedParameters;
import io.anchorage.fit.start.LearntStart;
import io.anchorage.format.Tensor;
import io.anchorage.format.TensorFile;
import io.anchorage.jobs.fit.StartReport.Look;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The looks at a start while it is learnt, and the best start that they saw. Steps of learnt sizes
 * may leave the range in which fits converge, and do not come back: the best start is not always
 * the last.
 */
final class StartLooks {
  /** A start that lost so much, in dB, stays there. */
  private static final double COLLAPSE = 3;

  /** Where a checkpoint keeps the looks, and the prefix of the best start's tensors. */
  private static final String LOOKS = "looks";

  private static final String BEST = "best.";

  private final List<Look> looks = new ArrayList<>();
  private Look best;
  private LearntStart start;

  /** What a checkpoint kept; nothing if it is one without a best start. */
  static StartLooks of(TensorFile checkpoint) {
    StartLooks kept = new StartLooks();
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    checkpoint
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(BEST)) {
                tensors.put(name.substring(BEST.length()), tensor);
              }
            });
    List<Look> looks = Look.parse(checkpoint.metadata().getOrDefault(LOOKS, ""));
    if (!looks.isEmpty() && !tensors.isEmpty()) {
      kept.looks.addAll(looks);
      kept.best = looks.stream().reduce(looks.get(0), StartLooks::better);
      kept.start = LearntStart.of(new SharedParameters(tensors));
    }
    return kept;
  }

  /** The first of the better; a number is better than none. */
  private static Look better(Look one, Look other) {
    return other.psnr() > one.psnr() || Double.isNaN(one.psnr()) ? other : one;
  }

  /**
   * Adds a look.
   *
   * @param now the start that was looked at
   */
  void add(Look look, LearntStart now) {
    looks.add(look);
    if (best == null || better(best, look).equals(look)) {
      best = look;
      start = now;
    }
  }

  /** Whether the start got so much worse that learning has no point. */
  boolean collapsed() {
    return best != null && !(looks.get(looks.size() - 1).psnr() > best.psnr() - COLLAPSE);
  }

  /** The best look; null before the first one. */
  Look best() {
    return best;
  }

  /** The start of the best look; null before the first one. */
  LearntStart start() {
    return start;
  }

  List<Look> all() {
    return Collections.unmodifiableList(looks);
  }

  /** A checkpoint that keeps this, too. */
  TensorFile in(TensorFile checkpoint) {
    SortedMap<String, Tensor> tensors = new TreeMap<>(checkpoint.tensors());
    SortedMap<String, String> metadata = new TreeMap<>(checkpoint.metadata());
    metadata.put(LOOKS, Look.text(looks));
    if (start != null) {
      start.toShared().tensors().forEach((name, tensor) -> tensors.put(BEST + name, tensor));
    }
    return new TensorFile(tensors, metadata);
  }
}
