package io.anchorage.family.composed;

import static io.anchorage.family.mlp.MlpConfig.check;

import io.anchorage.UserException;
import io.anchorage.kernel.Affine;
import io.anchorage.kernel.Grids;
import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.Waves;
import io.anchorage.kernel.random.Philox;
import io.anchorage.kernel.random.Seeds;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the first layer sees of a point whose coordinates x run over [-1, 1]. Unless they are {@link
 * #learnt}, a mapping's numbers belong to the architecture: all fits of a table share them,
 * whatever their seeds, and the table's contract holds them.
 *
 * <p>Over 300 lines, because each mapping has its keys, checks, numbers and formula in one record.
 */
public sealed interface MappingConfig extends Serializable {
  /** The most frequencies of a mapping. */
  int MOST = 4096;

  /** The most features of a node of a grid. */
  int MOST_FEATURES = 64;

  /** The most axes of a signal. */
  int MOST_AXES = 3;

  /** Random Fourier features. */
  static MappingConfig defaults() {
    return Fourier.defaults();
  }

  /** The kernels' mapping of points of the plane, of a line or of space. */
  InputMapping of(int dimensions);

  /** The same with another scale; itself if it has none. */
  default MappingConfig times(double factor) {
    return this;
  }

  /** Whether its numbers are parameters of a fit. */
  default boolean learnt() {
    return false;
  }

  /** The features in their order, as a formula in x. */
  String formula();

  /** The coordinates themselves. */
  record Identity() implements MappingConfig {
    public static Identity defaults() {
      return new Identity();
    }

    @Override
    public InputMapping of(int dimensions) {
      return new InputMapping.Identity(dimensions);
    }

    @Override
    public String formula() {
      return "x";
    }
  }

  /**
   * scale x + shift: SS-INR (Zheng et al., 2025).
   *
   * @param scale in (0, 1000]
   * @param shift in -1000 .. 1000
   */
  record Scaled(float scale, float shift) implements MappingConfig {
    public Scaled {
      check(scale > 0 && scale <= 1000, "scale must be in (0, 1000]", scale);
      check(Math.abs(shift) <= 1000, "shift must be in -1000 .. 1000", shift);
    }

    public static Scaled defaults() {
      return new Scaled(1, 0);
    }

    @Override
    public InputMapping of(int dimensions) {
      return new Affine(dimensions, scale, shift);
    }

    @Override
    public MappingConfig times(double factor) {
      return new Scaled(bounded(factor * scale), shift);
    }

    @Override
    public String formula() {
      return "scale x + shift";
    }
  }

  /**
   * Random Fourier features, [sin pi B x, cos pi B x], with B ~ N(0, scale^2) in periods over an
   * axis: the published 2 pi B u, where u runs over [0, 1], up to a constant phase.
   *
   * @param frequencies rows of B, 1 to 4096
   * @param scale standard deviation of B, in (0, 1000]
   * @param seed of B
   */
  record Fourier(int frequencies, float scale, long seed) implements MappingConfig {
    public Fourier {
      checkCount(frequencies);
      check(scale > 0 && scale <= 1000, "scale must be in (0, 1000]", scale);
    }

    public static Fourier defaults() {
      return new Fourier(256, 10, 0);
    }

    /** Box and Muller's normal numbers, two uniform ones each. */
    @Override
    public InputMapping of(int dimensions) {
      Philox stream = new Seeds(seed, "", 0).stream("fourier/frequencies");
      List<Float> rows = new ArrayList<>();
      for (int i = 0; i < frequencies * dimensions; i++) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - stream.uniform(2L * i)));
        double angle = 2 * Math.PI * stream.uniform(2L * i + 1);
        rows.add((float) (scale * radius * StrictMath.cos(angle)));
      }
      return new Waves(dimensions, false, rows);
    }

    @Override
    public MappingConfig times(double factor) {
      return new Fourier(frequencies, bounded(factor * scale), seed);
    }

    @Override
    public String formula() {
      return "sin(pi B x), cos(pi B x)";
    }
  }

  /**
   * Fourier features along each axis alone: 1, 2, ..., n half periods over the axis. With whole
   * periods, the ends of an axis would have the same features, and the field the same values.
   *
   * @param frequencies n, 1 to 1024
   */
  record Axes(int frequencies) implements MappingConfig {
    private static final int MOST_OF_AXIS = 1024;

    public Axes {
      check(
          frequencies >= 1 && frequencies <= MOST_OF_AXIS,
          "frequencies must be in 1 .. " + MOST_OF_AXIS,
          frequencies);
    }

    public static Axes defaults() {
      return new Axes(16);
    }

    @Override
    public InputMapping of(int dimensions) {
      List<Float> rows = new ArrayList<>();
      for (int i = 1; i <= frequencies; i++) {
        alongEach(dimensions, i / 2f, rows);
      }
      return new Waves(dimensions, false, rows);
    }

    @Override
    public String formula() {
      return "sin(pi B x), cos(pi B x)";
    }
  }

  /**
   * The coordinates, and sines and cosines of pi 2^i x for i &lt; n along each axis: the encoding
   * of NeRF, as FINER's and WIRE's code uses it.
   *
   * @param frequencies n, 1 to 20
   */
  record Nerf(int frequencies) implements MappingConfig {
    private static final int MOST_OCTAVES = 20;

    public Nerf {
      check(
          frequencies >= 1 && frequencies <= MOST_OCTAVES,
          "frequencies must be in 1 .. " + MOST_OCTAVES,
          frequencies);
    }

    public static Nerf defaults() {
      return new Nerf(10);
    }

    @Override
    public InputMapping of(int dimensions) {
      List<Float> rows = new ArrayList<>();
      for (int i = 0; i < frequencies; i++) {
        alongEach(dimensions, 1 << i, rows);
      }
      return new Waves(dimensions, true, rows);
    }

    @Override
    public String formula() {
      return "x, sin(pi B x), cos(pi B x)";
    }
  }

  /**
   * A grid of learnt numbers, interpolated between its nodes: with a node for each pixel, DINER's
   * table.
   *
   * @param extents nodes along each axis, 2 to 4096; a single number stands for all axes
   * @param features numbers of a node, 1 to 64
   */
  record Table(List<Integer> extents, int features) implements MappingConfig {
    public Table {
      extents = List.copyOf(extents);
      check(
          !extents.isEmpty() && extents.size() <= MOST_AXES,
          "extents must be one number, or one for each axis",
          extents);
      check(
          extents.stream().allMatch(n -> n >= 2 && n <= MOST),
          "extents must be in 2 .. " + MOST,
          extents);
      checkFeatures(features);
    }

    public static Table defaults() {
      return new Table(List.of(28), 2);
    }

    @Override
    public boolean learnt() {
      return true;
    }

    @Override
    public InputMapping of(int dimensions) {
      if (extents.size() != 1 && extents.size() != dimensions) {
        throw new UserException(
            UserException.Kind.CONFIG,
            "fit.family.mapping.extents must be one number, or one for each of the %d axes: %s"
                .formatted(dimensions, extents));
      }
      List<Integer> each =
          extents.size() == 1 ? Collections.nCopies(dimensions, extents.get(0)) : extents;
      return new Grids(List.of(each), features);
    }

    @Override
    public String formula() {
      return "the grid's numbers at x, interpolated along each axis, with a node at either end";
    }
  }

  /**
   * Grids of learnt numbers with floor(coarsest growth^i) nodes along each axis, i = 0, 1, ...,
   * interpolated between their nodes; dense, without hashing.
   *
   * @param levels grids, 1 to 16
   * @param coarsest nodes of the first along each axis, 2 to 4096
   * @param growth in [1, 4]
   * @param features numbers of a node, 1 to 64
   */
  record Grid(int levels, int coarsest, float growth, int features) implements MappingConfig {
    private static final int MOST_LEVELS = 16;

    public Grid {
      check(levels >= 1 && levels <= MOST_LEVELS, "levels must be in 1 .. 16", levels);
      check(coarsest >= 2 && coarsest <= MOST, "coarsest must be in 2 .. 4096", coarsest);
      check(growth >= 1 && growth <= 4, "growth must be in [1, 4]", growth);
      check(
          coarsest * Math.pow(growth, levels - 1) <= MOST,
          "the finest grid must have at most " + MOST + " nodes along each axis; growth is",
          growth);
      checkFeatures(features);
    }

    public static Grid defaults() {
      return new Grid(4, 4, 2, 2);
    }

    @Override
    public boolean learnt() {
      return true;
    }

    @Override
    public InputMapping of(int dimensions) {
      List<List<Integer>> extents = new ArrayList<>();
      for (int i = 0; i < levels; i++) {
        int nodes = (int) (coarsest * StrictMath.pow(growth, i));
        extents.add(Collections.nCopies(dimensions, nodes));
      }
      return new Grids(extents, features);
    }

    @Override
    public String formula() {
      return "each grid's numbers at x, interpolated along each axis, with a node at either end";
    }
  }

  private static float bounded(double scale) {
    return (float) Math.min(1000, scale);
  }

  private static void checkFeatures(int features) {
    check(
        features >= 1 && features <= MOST_FEATURES,
        "features must be in 1 .. " + MOST_FEATURES,
        features);
  }

  private static void checkCount(int frequencies) {
    check(
        frequencies >= 1 && frequencies <= MOST,
        "frequencies must be in 1 .. " + MOST,
        frequencies);
  }

  /** One row an axis, with the frequency at the axis and zeros elsewhere. */
  private static void alongEach(int dimensions, float frequency, List<Float> rows) {
    for (int axis = 0; axis < dimensions; axis++) {
      for (int k = 0; k < dimensions; k++) {
        rows.add(k == axis ? frequency : 0f);
      }
    }
  }
}
