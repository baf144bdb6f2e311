package io.anchorage.symmetry;

import io.anchorage.kernel.InputMapping;
import io.anchorage.kernel.MlpShape;

/**
 * An affine map of the plane of a network's coordinates. Composed with the network it gives another
 * network of the same shape, exactly: {@code f'(x) = f(A x + t)} has first weights {@code A^T W},
 * first biases {@code b + t W}, and all else unchanged. So an image can be moved, turned, zoomed
 * and mirrored without another fit.
 *
 * <p>Coordinates are the network's inputs, in their order: [-1, 1] from the first pixel to the
 * last.
 *
 * @param a00 from input 0 to input 0
 * @param a01 from input 1 to input 0
 * @param a10 from input 0 to input 1
 * @param a11 from input 1 to input 1
 * @param t0 added to input 0
 * @param t1 added to input 1
 */
public record CoordinateMap(double a00, double a01, double a10, double a11, double t0, double t1) {
  /** {@code f(x + t)}: the image moves by -t. */
  public static CoordinateMap shift(double t0, double t1) {
    return new CoordinateMap(1, 0, 0, 1, t0, t1);
  }

  /** {@code f(R x)}, with the rotation by an angle in radians from input 0 towards input 1. */
  public static CoordinateMap turn(double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    return new CoordinateMap(cos, -sin, sin, cos, 0, 0);
  }

  /** {@code f(s x)}: the image shrinks by s. */
  public static CoordinateMap scale(double s) {
    return new CoordinateMap(s, 0, 0, s, 0, 0);
  }

  /** The image mirrored along one input. */
  public static CoordinateMap mirror(int input) {
    return new CoordinateMap(input == 0 ? -1 : 1, 0, 0, input == 1 ? -1 : 1, 0, 0);
  }

  /** This map after another: {@code x -> this(first(x))}. */
  public CoordinateMap after(CoordinateMap first) {
    return new CoordinateMap(
        a00 * first.a00 + a01 * first.a10,
        a00 * first.a01 + a01 * first.a11,
        a10 * first.a00 + a11 * first.a10,
        a10 * first.a01 + a11 * first.a11,
        a00 * first.t0 + a01 * first.t1 + t0,
        a10 * first.t0 + a11 * first.t1 + t1);
  }

  /** Whether networks of a shape have two plain coordinates. */
  public static boolean suits(MlpShape shape) {
    return shape.mapping() instanceof InputMapping.Identity && shape.inputs() == 2;
  }

  /**
   * The parameters of the composed network.
   *
   * @param shape of a network of two coordinates
   * @param parameters in its layout; not changed
   */
  public float[] apply(MlpShape shape, float[] parameters) {
    if (!suits(shape)) {
      throw new IllegalArgumentException(
          "A map of the plane needs two plain coordinates: " + shape.mapping());
    }
    float[] moved = parameters.clone();
    int units = shape.fanOut(0);
    int first = shape.weights(0);
    int second = first + units;
    int biases = shape.biases(0);
    for (int j = 0; j < units; j++) {
      double w0 = parameters[first + j];
      double w1 = parameters[second + j];
      moved[first + j] = (float) (a00 * w0 + a10 * w1);
      moved[second + j] = (float) (a01 * w0 + a11 * w1);
      moved[biases + j] = (float) (parameters[biases + j] + t0 * w0 + t1 * w1);
    }
    return moved;
  }
}
