package io.anchorage.signal.codec.webp;

import io.anchorage.signal.BadImageException;
import java.util.ArrayDeque;
import java.util.Deque;

/** A lossless picture, or the alpha of a lossy one (RFC 9649, chapter 3). */
public final class LosslessImage {
  private static final int SIGNATURE = 0x2F;
  private static final int SIDE_BITS = 14;
  private static final int PREDICTOR = 0;
  private static final int CROSS_COLOUR = 1;
  private static final int SUBTRACT_GREEN = 2;

  private LosslessImage() {}

  /**
   * Decodes a picture.
   *
   * @param bytes hold it from {@code from} to {@code end}
   * @return [height][width], ARGB
   * @throws BadImageException in one line, if it is broken or has another size
   */
  public static int[] argb(byte[] bytes, int from, int end, int width, int height)
      throws BadImageException {
    BitReader in = new BitReader(bytes, from, end);
    int signature = in.read(8);
    int storedWidth = in.read(SIDE_BITS) + 1;
    int storedHeight = in.read(SIDE_BITS) + 1;
    in.flag();
    int version = in.read(3);
    if (signature != SIGNATURE || version != 0) {
      throw new BadImageException(
          "WEBP image of %dx%d is damaged: its lossless pixels have signature 0x%02X, version %d"
              .formatted(width, height, signature, version));
    }
    if (storedWidth != width || storedHeight != height) {
      throw new BadImageException(
          "WEBP image of %dx%d is damaged: its pixels are %dx%d"
              .formatted(width, height, storedWidth, storedHeight));
    }
    return pixels(in, width, height);
  }

  /** What follows the header: transforms and pixels. */
  static int[] pixels(BitReader in, int width, int height) throws BadImageException {
    Deque<Transforms> transforms = new ArrayDeque<>();
    int stored = width;
    int seen = 0;
    while (in.flag()) {
      int kind = in.read(2);
      if ((seen >> kind & 1) != 0) {
        throw new BadImageException("WEBP image is damaged: it has a transform twice");
      }
      seen |= 1 << kind;
      Transforms transform = transform(in, kind, stored, height);
      if (transform instanceof Transforms.Indexing indexing) {
        stored = indexing.packedWidth();
      }
      transforms.push(transform);
    }
    int[] argb = EntropyImage.read(in, stored, height, true);
    for (Transforms transform : transforms) {
      argb = transform.undo(argb);
    }
    return argb;
  }

  private static Transforms transform(BitReader in, int kind, int width, int height)
      throws BadImageException {
    if (kind == SUBTRACT_GREEN) {
      return new Transforms.SubtractGreen();
    }
    if (kind != PREDICTOR && kind != CROSS_COLOUR) {
      return Transforms.Indexing.read(in, width, height);
    }
    int bits = in.read(3) + 2;
    int[] tiles =
        EntropyImage.read(
            in, EntropyImage.tiles(width, bits), EntropyImage.tiles(height, bits), false);
    return kind == PREDICTOR
        ? new Transforms.Predictor(width, bits, tiles)
        : new Transforms.CrossColour(width, bits, tiles);
  }
}
