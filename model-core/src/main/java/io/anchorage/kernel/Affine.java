package io.anchorage.kernel;

/**
 * The coordinates scaled and shifted: x' = scale x + shift on each axis, fused. A scale above 1
 * widens the band that a network starts with.
 *
 * <p>SS-INR: Zheng et al. (2025), which scales inputs and shifts outputs.
 *
 * @param coordinates of a point, 1 to 3
 */
public record Affine(int coordinates, float scale, float shift) implements InputMapping {
  @Override
  public int features() {
    return coordinates;
  }

  @Override
  public void apply(float[][] x, int from, int count, float[] out, int stride) {
    for (int k = 0; k < coordinates; k++) {
      for (int n = 0; n < count; n++) {
        out[k * stride + n] = Math.fma(x[k][from + n], scale, shift);
      }
    }
  }
}
