package io.anchorage.jobs.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code learn-start} did.
 *
 * @param path the file, or the checkpoint if the run was interrupted
 * @param sha256 of the file; empty if the run was interrupted
 * @param iterations done
 * @param best the iteration after which the start was best, which is the one that was written
 * @param of iterations planned
 * @param images learnt from
 * @param heldOut images on which the start was scored
 * @param before PSNR of their fits from the random start that learning began with
 * @param after PSNR of their fits from the learnt start
 * @param seconds that learning took
 * @param looks at the images that score it, in order
 * @param about what decided the start, by name; the recipe among it as JSON
 */
public record StartReport(
    String path,
    String sha256,
    int iterations,
    int best,
    int of,
    int images,
    int heldOut,
    Quality before,
    Quality after,
    double seconds,
    List<Look> looks,
    SortedMap<String, String> about) {
  public StartReport {
    looks = List.copyOf(looks);
    about = Collections.unmodifiableSortedMap(new TreeMap<>(about));
  }

  /**
   * A look at the images that score a start.
   *
   * @param iteration after which it was taken
   * @param psnr mean of their fits, dB
   */
  public record Look(int iteration, double psnr) {
    /** Looks as text, for a checkpoint. */
    static String text(List<Look> looks) {
      return looks.stream()
          .map(look -> look.iteration() + ":" + look.psnr())
          .collect(Collectors.joining(","));
    }

    /** Reads what {@link #text} wrote; a checkpoint without looks, or with others, has none. */
    static List<Look> parse(String text) {
      List<Look> looks = new ArrayList<>();
      for (String part : text.split(",", -1)) {
        String[] numbers = part.split(":", -1);
        try {
          looks.add(new Look(Integer.parseInt(numbers[0]), Double.parseDouble(numbers[1])));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
          return List.of();
        }
      }
      return looks;
    }
  }

  /** Whether the start was written: after all iterations, or when more had no point. */
  public boolean complete() {
    return !sha256.isEmpty();
  }

  /**
   * PSNR of a number of fits in dB.
   *
   * @param p5 that 5 % of the fits fall below
   */
  public record Quality(double mean, double p5, double min) {
    static Quality of(double[] psnrs) {
      double[] sorted = psnrs.clone();
      Arrays.sort(sorted);
      double mean = Arrays.stream(psnrs).sum() / psnrs.length;
      return new Quality(mean, sorted[psnrs.length / 20], sorted[0]);
    }
  }
}
