package io.anchorage.kernel;

import java.util.List;

/**
 * Features that are learnt: one or several grids of numbers over the coordinates, [-1, 1] along
 * each axis with a node at either end, interpolated linearly along each axis.
 *
 * <pre>
 * u_a = (x_a + 1) / 2 (N_a - 1),  i_a = floor(u_a),  f_a = u_a - i_a
 * feature_k = sum over corners c in {0, 1}^axes of prod_a (c_a ? f_a : 1 - f_a) T[i + c]_k
 * </pre>
 *
 * <p>One grid with a node at each pixel is the table of DINER (S. Xie et al.: DINER:
 * Disorder-invariant implicit neural representation, 2023); several of growing resolution are the
 * dense levels of T. Mueller et al.: Instant neural graphics primitives (2022).
 *
 * <p>The numbers lie after the network's parameters: [grid][node][feature], the last axis the
 * fastest.
 *
 * @param extents [grid][axis] nodes along each axis, at least 2
 * @param each features of each grid
 */
public record Grids(List<List<Integer>> extents, int each) implements InputMapping {
  public Grids {
    extents = extents.stream().map(List::copyOf).toList();
  }

  @Override
  public int coordinates() {
    return extents.get(0).size();
  }

  @Override
  public int features() {
    return extents.size() * each;
  }

  @Override
  public int parameters() {
    int sum = 0;
    for (int grid = 0; grid < extents.size(); grid++) {
      sum = Math.addExact(sum, numbers(grid));
    }
    return sum;
  }

  @Override
  public List<Part> parts() {
    return List.of(new Part("grids", 0, List.of(parameters()), List.of("number")));
  }

  /** Numbers of a grid. */
  int numbers(int grid) {
    return extents.get(grid).stream().reduce(each, Math::multiplyExact);
  }

  /**
   * @throws UnsupportedOperationException always: features depend on parameters
   */
  @Override
  public void apply(float[][] x, int from, int count, float[] out, int stride) {
    throw new UnsupportedOperationException("Learnt features depend on parameters");
  }
}
