package io.anchorage.learn.cnn.train;

import java.io.Serializable;

/**
 * An image that the network is trained or tested on.
 *
 * <p>Not a record, because {@code canvas} is a large array that is shared and never compared.
 */
public final class LabelledImage implements Serializable {
  private static final long serialVersionUID = 1;

  private final String id;
  private final float[] canvas;
  private final int label;

  /**
   * @param id stable; determines the image's place in the order
   * @param canvas [channels][side * side], see {@link io.anchorage.learn.cnn.Canvas}; shared
   * @param label class number, from 0
   */
  public LabelledImage(String id, float[] canvas, int label) {
    this.id = id;
    this.canvas = canvas;
    this.label = label;
  }

  public String id() {
    return id;
  }

  /** The image's own array: read it, do not write. */
  public float[] canvas() {
    return canvas;
  }

  public int label() {
    return label;
  }
}
