package io.anchorage.fuzz.codecs;

import io.anchorage.signal.Raster;
import java.nio.ByteBuffer;

/** What another decoder has seen: width, height and bits, then RGBA of 16 bits a sample. */
final class Seen {
  /** A size, or a depth, that is another altogether. */
  private static final int ANOTHER = 65_535;

  private final int width;
  private final int height;
  private final int bits;
  private final ByteBuffer rgba;

  Seen(ByteBuffer bytes) {
    width = bytes.getInt();
    height = bytes.getInt();
    bits = bytes.getInt();
    rgba = bytes.slice();
  }

  /** The largest difference of any sample. Grey counts as RGB, no alpha as opaque. */
  int difference(Raster raster) {
    if (raster.width() != width || raster.height() != height || raster.bits() != bits) {
      return ANOTHER;
    }
    int largest = 0;
    boolean grey = raster.channels() <= 2;
    boolean alpha = raster.channels() % 2 == 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y * width + x) * 4 * Character.BYTES;
        int opacity = alpha ? raster.sample(y, x, raster.channels() - 1) : raster.peak();
        largest = Math.max(largest, Math.abs(opacity - rgba.getChar(at + 6)));
        for (int c = 0; c < 3; c++) {
          int sample = raster.sample(y, x, grey ? 0 : c);
          largest = Math.max(largest, Math.abs(sample - rgba.getChar(at + 2 * c)));
        }
      }
    }
    return largest;
  }
}
