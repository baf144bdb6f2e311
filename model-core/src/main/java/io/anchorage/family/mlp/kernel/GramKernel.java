package io.anchorage.family.mlp.kernel;

import io.anchorage.kernel.KernelPart;
import io.anchorage.kernel.Kernels;
import io.anchorage.kernel.random.Philox;

/** Products of rows of numbers, in double precision. Stateless. */
public interface GramKernel {
  /** Virtual lanes of a sum over points. */
  int LANES = 8;

  /** Rows come in multiples of this. */
  int BLOCK = 4;

  /** The kernels of a set. */
  static GramKernel of(Kernels kernels) {
    return kernels.part(GramPart.PART);
  }

  /**
   * Adds the products of rows: with r_i(n) number n of row i, for all i &lt; count and j &lt;=
   * min(i, columns - 1),
   *
   * <pre>
   * gram[i][j] += sum over n of r_i(n) r_j(n)
   * </pre>
   *
   * <p>Number n goes to lane n mod 8, each lane is summed by fused multiply-adds in the order of n,
   * and the lanes are folded in halves. Other elements of {@code gram} are left undefined.
   *
   * @param rows [count][pitch]
   * @param pitch numbers in a row, a multiple of {@link #LANES}
   * @param count a multiple of {@link #BLOCK}
   * @param columns at most {@code count}
   * @param gram [count][count]
   */
  void add(double[] rows, int pitch, int count, int columns, double[] gram);

  /** Folds eight lanes. */
  static double fold(double[] lanes, int at) {
    return ((lanes[at] + lanes[at + 4]) + (lanes[at + 2] + lanes[at + 6]))
        + ((lanes[at + 1] + lanes[at + 5]) + (lanes[at + 3] + lanes[at + 7]));
  }

  /** The two forms, and the problem on which they are compared. */
  final class GramPart {
    private static final int COUNT = 12;
    private static final int PITCH = 40;

    private static final KernelPart<GramKernel> PART =
        new KernelPart<>(
            GramKernel.class,
            ScalarGram::new,
            "io.anchorage.family.mlp.vector.VectorGram",
            GramPart::products);

    private GramPart() {}

    private static float[] products(GramKernel kernel) {
      double[] rows = new double[COUNT * PITCH];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = new Philox(5).uniform(i) - 0.3;
      }
      double[] gram = new double[COUNT * COUNT];
      kernel.add(rows, PITCH, COUNT, COUNT - 3, gram);
      float[] lower = new float[2 * COUNT * COUNT];
      for (int i = 0; i < COUNT; i++) {
        for (int j = 0; j <= Math.min(i, COUNT - 4); j++) {
          double product = gram[i * COUNT + j];
          lower[2 * (i * COUNT + j)] = (float) product;
          lower[2 * (i * COUNT + j) + 1] = (float) (product - (float) product);
        }
      }
      return lower;
    }
  }
}
