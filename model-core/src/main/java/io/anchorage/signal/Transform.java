package io.anchorage.signal;

import java.io.Serializable;

/**
 * One step on the way from a decoded image to the pixels that are fitted. Steps are applied in the
 * order of the config.
 */
public sealed interface Transform extends Serializable {
  /** The step's name in a config. */
  String kind();

  /**
   * Cuts out a window.
   *
   * @param top first row
   * @param left first column
   */
  record Crop(int top, int left, int height, int width) implements Transform {
    public Crop {
      check(top >= 0 && left >= 0, "crop top and left must be at least 0", top + ", " + left);
      check(
          height >= 1 && width >= 1,
          "crop height and width must be at least 1",
          height + ", " + width);
    }

    @Override
    public String kind() {
      return "crop";
    }
  }

  /**
   * Resizes so that the shorter side has {@code side} pixels, keeping the aspect ratio; bilinear
   * with antialiasing.
   */
  record ResizeShortest(int side) implements Transform {
    public ResizeShortest {
      check(side >= 1 && side <= 65_536, "resize-shortest side must be in 1 .. 65536", side);
    }

    @Override
    public String kind() {
      return "resize-shortest";
    }
  }

  /** Cuts out the centre; a smaller image is an error. */
  record CenterCrop(int height, int width) implements Transform {
    public CenterCrop {
      check(
          height >= 1 && width >= 1,
          "center-crop height and width must be at least 1",
          height + ", " + width);
    }

    @Override
    public String kind() {
      return "center-crop";
    }
  }

  /**
   * Puts the image on a black canvas, as in the theses' padded datasets, Centered and Displaced.
   *
   * @param placement in the centre, or at a place drawn from the run's seed and the image's id
   */
  record PadToCanvas(int height, int width, Placement placement) implements Transform {
    /** Where on the canvas the image goes. */
    public enum Placement {
      CENTERED,
      DISPLACED
    }

    public PadToCanvas {
      check(
          height >= 1 && width >= 1,
          "pad-to-canvas height and width must be at least 1",
          height + ", " + width);
    }

    @Override
    public String kind() {
      return "pad-to-canvas";
    }
  }

  private static void check(boolean holds, String message, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": " + value);
    }
  }
}
