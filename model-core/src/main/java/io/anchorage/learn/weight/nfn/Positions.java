package io.anchorage.learn.weight.nfn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.anchorage.learn.net.Pass;
import io.anchorage.learn.weight.part.Part;
import java.util.Arrays;
import java.util.List;

/**
 * An encoding that tells inputs and outputs apart where a layer takes them to be exchangeable. Unit
 * u of d lies at {@code t = -1 + 2 u / (d - 1)}, and has the features {@code [sin(pi s t), cos(pi s
 * t), t]} for the six scales s = 1, 1.8, ..., 5. Weights of inputs have that of their input,
 * weights and biases of outputs that of their output, all others zeros.
 */
final class Positions {
  private static final int SCALES = 6;

  /** The largest scale: half of the largest frequency, 10. */
  private static final double LARGEST = 5;

  /** Features of a position. */
  static final int WIDTH = 2 * SCALES + 1;

  private Positions() {}

  /**
   * Appends the encoding to the features of each part.
   *
   * @param parts of which all axes are sets
   */
  static NDArray appended(Pass pass, List<Part> parts, int part, NDArray features) {
    int last = parts.size() / 2 - 1;
    Part own = parts.get(part);
    int axis = own.layer() == last ? last + 1 : own.weight() && own.layer() == 0 ? 0 : -1;
    long[] extents = features.getShape().getShape();
    extents[extents.length - 1] = WIDTH;
    NDArray encoded;
    if (axis < 0) {
      encoded = pass.zeros(extents);
    } else {
      long[] alone = new long[extents.length];
      Arrays.fill(alone, 1);
      int at = 1 + own.axes().indexOf(axis);
      alone[at] = extents[at];
      alone[alone.length - 1] = WIDTH;
      encoded = pass.floats(of((int) extents[at]), alone).broadcast(new Shape(extents));
    }
    return NDArrays.concat(new NDList(features, encoded), -1);
  }

  /** [units][WIDTH]. */
  static float[] of(int units) {
    float[] encoded = new float[units * WIDTH];
    for (int u = 0; u < units; u++) {
      double t = units == 1 ? -1 : -1 + 2.0 * u / (units - 1);
      for (int k = 0; k < SCALES; k++) {
        double angle = Math.PI * t * (1 + k * (LARGEST - 1) / (SCALES - 1));
        encoded[u * WIDTH + k] = (float) Math.sin(angle);
        encoded[u * WIDTH + SCALES + k] = (float) Math.cos(angle);
      }
      encoded[u * WIDTH + 2 * SCALES] = (float) t;
    }
    return encoded;
  }
}
