package io.anchorage.learn.cnn.paths;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An image's feature map, known at some positions only.
 *
 * <p>Not a record, because its arrays are large and never compared.
 */
public final class PartialMap {
  private final int image;
  private final int[] positions;
  private final float[] values;

  /**
   * @param image its number in the training
   * @param positions of the map, ascending
   * @param values [channels][positions]; both arrays are shared
   */
  public PartialMap(int image, int[] positions, float[] values) {
    this.image = image;
    this.positions = positions;
    this.values = values;
  }

  /**
   * Whole maps.
   *
   * @param images numbers of the images
   * @param positions of a map
   * @param values [images][channels][positions]
   */
  static List<PartialMap> whole(int[] images, int positions, float[] values) {
    int size = values.length / images.length;
    int[] all = new int[positions];
    Arrays.setAll(all, p -> p);
    List<PartialMap> maps = new ArrayList<>();
    for (int b = 0; b < images.length; b++) {
      maps.add(
          new PartialMap(images[b], all, Arrays.copyOfRange(values, b * size, (b + 1) * size)));
    }
    return maps;
  }

  /**
   * What paths have computed, image by image.
   *
   * @param images numbers of the images
   * @param positions of a map
   * @param nodes ascending: an image's place in the batch times {@code positions} plus position
   * @param values [nodes][channels]
   */
  static List<PartialMap> atNodes(int[] images, int positions, int[] nodes, float[] values) {
    int channels = values.length / nodes.length;
    List<PartialMap> maps = new ArrayList<>();
    int from = 0;
    for (int b = 0; b < images.length; b++) {
      int to = from;
      while (to < nodes.length && nodes[to] / positions == b) {
        to++;
      }
      int count = to - from;
      int[] at = new int[count];
      float[] turned = new float[channels * count];
      for (int i = 0; i < count; i++) {
        at[i] = nodes[from + i] % positions;
        for (int c = 0; c < channels; c++) {
          turned[c * count + i] = values[(from + i) * channels + c];
        }
      }
      maps.add(new PartialMap(images[b], at, turned));
      from = to;
    }
    return maps;
  }

  /** The image's number in the training. */
  public int image() {
    return image;
  }

  /** The map's own array: read it, do not write. */
  public int[] positions() {
    return positions;
  }

  /** The map's own array, [channels][positions]: read it, do not write. */
  public float[] values() {
    return values;
  }
}
