package io.anchorage.learn.cnn.paths;

import io.anchorage.learn.cnn.AllCnnConfig;
import io.anchorage.learn.cnn.train.LabelledImage;
import java.util.List;

/** Images at low resolution: means over the cells of a coarse grid and over channels. */
final class FewPixels {
  private FewPixels() {}

  /**
   * Shrinks images.
   *
   * @param cells number of grid cells, a square number
   * @return [images][cells]
   */
  static float[] of(AllCnnConfig network, int cells, List<LabelledImage> images) {
    int across = (int) Math.round(Math.sqrt(cells));
    int side = network.side();
    float[] few = new float[images.size() * cells];
    int[] counts = new int[cells];
    for (int p = 0; p < side * side; p++) {
      counts[cell(p, side, across)] += network.inputs();
    }
    for (int image = 0; image < images.size(); image++) {
      float[] canvas = images.get(image).canvas();
      for (int k = 0; k < canvas.length; k++) {
        int cell = cell(k % (side * side), side, across);
        few[image * cells + cell] += canvas[k] / Math.max(1, counts[cell]);
      }
    }
    return few;
  }

  private static int cell(int position, int side, int across) {
    int row = position / side * across / side;
    int column = position % side * across / side;
    return row * across + column;
  }
}
