package io.anchorage.signal;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Mean and deviation of each channel over many images, on the unit scale. The sums are exact
 * integers, so the result depends on neither order nor partitioning. Images with different numbers
 * of channels are kept apart; 8-bit samples count as {@code 257 x} among 16-bit ones, which is the
 * same share of the peak.
 *
 * <p>Immutable; made by {@link #of} and added by {@link #plus}.
 */
public final class DatasetStatistics implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int PEAK = 65_535;

  private final TreeMap<Integer, List<Sums>> byChannels;

  /** Sums over one channel, of samples on the 16-bit scale and of their squares. */
  private record Sums(BigInteger count, BigInteger samples, BigInteger squares)
      implements Serializable {
    Sums plus(Sums other) {
      return new Sums(
          count.add(other.count), samples.add(other.samples), squares.add(other.squares));
    }

    double mean() {
      return samples.doubleValue() / (count.doubleValue() * PEAK);
    }

    /** {@code sqrt(N sum x^2 - (sum x)^2) / N}, over all N samples. */
    double deviation() {
      BigInteger spread = count.multiply(squares).subtract(samples.multiply(samples));
      return StrictMath.sqrt(spread.doubleValue()) / (count.doubleValue() * PEAK);
    }
  }

  private DatasetStatistics(Map<Integer, List<Sums>> byChannels) {
    this.byChannels = new TreeMap<>(byChannels);
  }

  /** The statistics of no images. */
  public static DatasetStatistics none() {
    return new DatasetStatistics(Map.of());
  }

  /**
   * The statistics of one image: of the pixels that are fitted, as {@link SignalPipeline#pixels}
   * gives them.
   */
  public static DatasetStatistics of(Raster pixels) {
    int channels = pixels.channels();
    long[] sums = new long[channels];
    long[] squares = new long[channels];
    char[] samples = pixels.samples();
    for (int i = 0; i < samples.length; i += channels) {
      for (int c = 0; c < channels; c++) {
        long sample = samples[i + c];
        sums[c] += sample;
        squares[c] += sample * sample;
      }
    }
    BigInteger count = BigInteger.valueOf(samples.length / channels);
    BigInteger scale = BigInteger.valueOf(PEAK / pixels.peak());
    List<Sums> all = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      BigInteger sum = BigInteger.valueOf(sums[c]).multiply(scale);
      BigInteger square = BigInteger.valueOf(squares[c]).multiply(scale).multiply(scale);
      all.add(new Sums(count, sum, square));
    }
    return new DatasetStatistics(Map.of(channels, List.copyOf(all)));
  }

  /** The statistics of both sets of images together. */
  public DatasetStatistics plus(DatasetStatistics other) {
    Map<Integer, List<Sums>> all = new TreeMap<>(byChannels);
    other.byChannels.forEach((channels, sums) -> all.merge(channels, sums, DatasetStatistics::add));
    return new DatasetStatistics(all);
  }

  private static List<Sums> add(List<Sums> a, List<Sums> b) {
    Sums[] sums = new Sums[a.size()];
    Arrays.setAll(sums, c -> a.get(c).plus(b.get(c)));
    return List.of(sums);
  }

  /**
   * The normalisations to mean 0 and deviation 1, by number of channels. A constant channel keeps
   * scale 1.
   */
  public SortedMap<Integer, Normalisation> normalisations() {
    SortedMap<Integer, Normalisation> normalisations = new TreeMap<>();
    byChannels.forEach((channels, sums) -> normalisations.put(channels, normalisation(sums)));
    return normalisations;
  }

  private static Normalisation normalisation(List<Sums> sums) {
    return new Normalisation(
        sums.stream().map(s -> (float) s.mean()).toList(),
        sums.stream().map(s -> s.deviation() > 0 ? (float) s.deviation() : 1f).toList());
  }
}
