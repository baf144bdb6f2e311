package io.anchorage.signal;

/** Copies windows of pixels from one image to another. */
final class Window {
  private Window() {}

  /** The part of an image that begins at (top, left); it must lie inside. */
  static Raster cut(Raster raster, int top, int left, int height, int width) {
    int channels = raster.channels();
    char[] out = new char[height * width * channels];
    for (int r = 0; r < height; r++) {
      int from = ((top + r) * raster.width() + left) * channels;
      System.arraycopy(raster.samples(), from, out, r * width * channels, width * channels);
    }
    return new Raster(height, width, channels, raster.bits(), out);
  }

  /** The image at (top, left) on a black canvas; it must lie inside. */
  static Raster place(Raster raster, int top, int left, int height, int width) {
    int channels = raster.channels();
    char[] out = new char[Math.multiplyExact(Math.multiplyExact(height, width), channels)];
    int row = raster.width() * channels;
    for (int r = 0; r < raster.height(); r++) {
      int to = ((top + r) * width + left) * channels;
      System.arraycopy(raster.samples(), r * row, out, to, row);
    }
    return new Raster(height, width, channels, raster.bits(), out);
  }
}
