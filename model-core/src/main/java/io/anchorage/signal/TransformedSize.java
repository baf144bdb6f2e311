package io.anchorage.signal;

import io.anchorage.signal.Transform.CenterCrop;
import io.anchorage.signal.Transform.Crop;
import io.anchorage.signal.Transform.PadToCanvas;
import io.anchorage.signal.Transform.ResizeShortest;

/** The size of an image after a transform. */
record TransformedSize(int height, int width) {
  private static final long MOST_PIXELS = Integer.MAX_VALUE / 4;

  /**
   * @throws BadImageException in one line, if the transform does not fit an image of this size
   */
  static TransformedSize of(Transform transform, int height, int width) throws BadImageException {
    if (transform instanceof ResizeShortest resize) {
      return resized(resize.side(), height, width);
    }
    if (transform instanceof Crop crop) {
      boolean inside =
          (long) crop.top() + crop.height() <= height && (long) crop.left() + crop.width() <= width;
      check(
          inside,
          "crop of %dx%d at row %d, column %d reaches outside the image"
              .formatted(crop.width(), crop.height(), crop.top(), crop.left()),
          height,
          width);
      return new TransformedSize(crop.height(), crop.width());
    }
    if (transform instanceof CenterCrop crop) {
      check(
          crop.height() <= height && crop.width() <= width,
          "center-crop of %dx%d is larger than the image".formatted(crop.width(), crop.height()),
          height,
          width);
      return new TransformedSize(crop.height(), crop.width());
    }
    PadToCanvas canvas = (PadToCanvas) transform;
    check(
        (long) canvas.height() * canvas.width() <= MOST_PIXELS,
        "canvas of %dx%d has more than 2^29 pixels for the image"
            .formatted(canvas.width(), canvas.height()),
        height,
        width);
    check(
        canvas.height() >= height && canvas.width() >= width,
        "canvas of %dx%d is smaller than the image".formatted(canvas.width(), canvas.height()),
        height,
        width);
    return new TransformedSize(canvas.height(), canvas.width());
  }

  /** The longer side is rounded down, as torchvision does. */
  private static TransformedSize resized(int side, int height, int width) throws BadImageException {
    long longer = (long) side * Math.max(height, width) / Math.min(height, width);
    check(
        longer * side <= MOST_PIXELS,
        "resize-shortest to %d makes more than 2^29 pixels of the image".formatted(side),
        height,
        width);
    return height < width
        ? new TransformedSize(side, (int) longer)
        : new TransformedSize((int) longer, side);
  }

  private static void check(boolean fits, String message, int height, int width)
      throws BadImageException {
    if (!fits) {
      throw new BadImageException(message + ", which is " + width + "x" + height);
    }
  }
}
