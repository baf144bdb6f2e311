package io.anchorage.field;

/** An adapter for families whose fields have exact derivatives by the coordinates. */
public interface Differentiable {
  /**
   * Differentiates a field.
   *
   * @param shared the table's shared parameters
   * @throws io.anchorage.UserException of kind CONFIG if fields of this config have no derivatives
   */
  Derivatives at(FamilyConfig config, SharedParameters shared, Field field, Coordinates at);

  /**
   * Derivatives by the family's coordinates, which run from -1 to 1 along each axis of more than
   * one point, of the signal's normalised values.
   *
   * <p>Not a record, because the arrays are shared and never compared.
   */
  final class Derivatives {
    private final double[] values;
    private final double[] gradient;
    private final double[] laplacian;
    private final int axes;
    private final int points;

    /**
     * @param values [channels][points]
     * @param gradient [channels][axes][points]
     * @param laplacian [channels][points]: the sum of the second derivatives along the axes
     */
    public Derivatives(
        double[] values, double[] gradient, double[] laplacian, int axes, int points) {
      this.values = values;
      this.gradient = gradient;
      this.laplacian = laplacian;
      this.axes = axes;
      this.points = points;
    }

    /** [channels][points], in double precision. */
    public double[] values() {
      return values;
    }

    /** [channels][axes][points]. */
    public double[] gradient() {
      return gradient;
    }

    /** [channels][points]: the length of the gradient. */
    public double[] steepness() {
      double[] out = new double[laplacian.length];
      for (int i = 0; i < gradient.length; i++) {
        int channel = i / (axes * points);
        out[channel * points + i % points] += gradient[i] * gradient[i];
      }
      for (int i = 0; i < out.length; i++) {
        out[i] = Math.sqrt(out[i]);
      }
      return out;
    }

    /** [channels][points]. */
    public double[] laplacian() {
      return laplacian;
    }
  }
}
