package io.anchorage.kernel;

/**
 * Arithmetic on sheets, for networks that are more than dense layers with one activation. A sheet
 * holds numbers for each unit and each position of a tile, in the layout that suits the kernel set.
 * Most operations process one block of {@link MlpShape#BLOCK} positions. The scalar and the SIMD
 * form agree bit for bit, so a network that is composed of these operations needs no twin.
 *
 * <p>Sheets and matrices are added first, then memory is taken by {@link #open}. Not thread-safe.
 */
public interface Sheets extends AutoCloseable {
  /**
   * Some units of a sheet.
   *
   * @param sheet its number
   * @param from the first unit
   * @param count of units
   */
  record Rows(int sheet, int from, int count) {}

  /** Adds a sheet and returns its number. Its contents are undefined. */
  int sheet(int units);

  /** Adds a matrix with biases, [in][out] and [out], and returns its number. */
  int matrix(int in, int out);

  /** Takes the memory of all that was added. */
  void open();

  /** Sets a matrix from a row-major array, and its biases. */
  default void load(int matrix, float[] from, int weights, int biases) {
    load(matrix, from, weights, biases, 1f, 1f);
  }

  /**
   * Sets a matrix from a row-major array, and its biases, multiplied.
   *
   * @param phase factor of weights and biases in {@link #dense}
   * @param slope factor of weights in {@link #back}
   */
  void load(int matrix, float[] from, int weights, int biases, float phase, float slope);

  /** Writes the features of a block of points to the first units of a sheet. */
  void features(InputMapping mapping, MlpPoints points, int position, int sheet, int block);

  /** z_j = b_j + sum_i x_i w_ij, upwards in i, fused, for the first units of both sheets. */
  void dense(int matrix, int x, int z, int block);

  /** g_i = sum_j w_ij d_j, upwards in j from 0, fused, for the first units of both sheets. */
  void back(int matrix, int d, int g, int block);

  /** The gradient of a matrix whose sums count as they are. */
  default void gradient(
      int matrix, int x, int d, int columns, float[] gradient, int weights, int biases) {
    gradient(matrix, x, d, columns, 1f, gradient, weights, biases);
  }

  /**
   * Adds to a gradient: dw_ij += factor sum_n x_i(n) d_j(n), db_j += factor sum_n d_j(n), fused,
   * over the tile's first positions. Sums take sixteen lanes and one tree, as in all kernels.
   *
   * @param columns positions, a multiple of {@link MlpShape#BLOCK}
   * @param weights start of dw in the gradient: [in][out]
   * @param biases start of db
   */
  void gradient(
      int matrix,
      int x,
      int d,
      int columns,
      float factor,
      float[] gradient,
      int weights,
      int biases);

  /** out = factor a. */
  void times(Rows a, float factor, Rows out, int block);

  /** out = factor a + out, fused. */
  void plusTimes(Rows a, float factor, Rows out, int block);

  /** out = a b. */
  void product(Rows a, Rows b, Rows out, int block);

  /** out = (factor a) b + out, the sum fused. */
  void plusProduct(Rows a, Rows b, float factor, Rows out, int block);

  /** Replaces x, in half turns, by sin pi x, and writes cos pi x: {@link SinCosPi}. */
  void waves(Rows x, Rows cos, int block);

  /** Replaces x by 2^x: {@link Exp2#bounded}. */
  void powers(Rows x, int block);

  /** Replaces phases by values of the shape's activation, and writes its derivatives. */
  void activate(int layer, Rows phases, Rows derivatives, int block);

  /** One number. */
  float get(int sheet, int unit, int position);

  /** Sets one number. */
  void set(int sheet, int unit, int position, float value);

  @Override
  void close();
}
