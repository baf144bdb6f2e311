package io.anchorage.learn.weight.jls;

import io.anchorage.kernel.MlpShape;
import io.anchorage.learn.weight.GridImages;
import io.anchorage.learn.weight.WeightVector;
import java.util.List;

/** The image of a network in six orientations: what the latents must show. */
final class Orientations {
  /** As it is, mirrored along either axis, turned by 90, -90 and 180 degrees. */
  static final int COUNT = 6;

  private final MlpShape shape;
  private final int side;
  private final GridImages images;

  /**
   * @param side of the images in pixels
   */
  Orientations(MlpShape shape, int side) {
    this.shape = shape;
    this.side = side;
    this.images = new GridImages(shape, side);
  }

  /** [networks, orientations, outputs, side, side]. */
  float[] of(List<WeightVector> views) {
    int image = shape.outputs() * side * side;
    float[] all = new float[views.size() * COUNT * image];
    float[] rendered = new float[image];
    for (int b = 0; b < views.size(); b++) {
      images.draw(views.get(b), rendered);
      for (int o = 0; o < COUNT; o++) {
        turn(rendered, o, all, (b * COUNT + o) * image);
      }
    }
    return all;
  }

  private void turn(float[] image, int orientation, float[] out, int at) {
    for (int c = 0; c < shape.outputs(); c++) {
      int plane = c * side * side;
      for (int r = 0; r < side; r++) {
        for (int q = 0; q < side; q++) {
          out[at + plane + r * side + q] = image[plane + source(orientation, r, q)];
        }
      }
    }
  }

  private int source(int orientation, int row, int column) {
    int up = side - 1 - row;
    int left = side - 1 - column;
    return switch (orientation) {
      case 0 -> row * side + column;
      case 1 -> row * side + left;
      case 2 -> up * side + column;
      case 3 -> column * side + up;
      case 4 -> left * side + row;
      default -> up * side + left;
    };
  }
}
