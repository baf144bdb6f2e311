package io.anchorage.signal.codec;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifTiffHandler;
import io.anchorage.signal.Raster;
import java.io.IOException;
import java.util.Arrays;

/**
 * EXIF orientation (tag 0x0112): which of the eight symmetries of a rectangle turns the stored
 * pixels into the upright image. 1 as stored; 2 mirrored left to right; 3 turned by 180 degrees; 4
 * mirrored top to bottom; 5 transposed; 6 turned by 90 degrees clockwise; 7 mirrored across the
 * other diagonal; 8 turned by 90 degrees counter-clockwise.
 */
final class Orientation {
  static final int AS_STORED = 1;

  /** No block has said anything yet; counts as 1. */
  static final int NONE = 0;

  static final String PREFIX = "Exif\0\0";

  private static final int LAST = 8;

  private Orientation() {}

  static boolean swapsSides(int orientation) {
    return orientation >= 5;
  }

  /**
   * The orientation in a block of EXIF data: a TIFF structure, which JPEG puts a prefix before,
   * some cameras twice, and some writers of other formats, too.
   *
   * @return 1 to 8; 1 if the block says nothing of it; {@link #NONE} if the block is broken
   */
  static int ofExif(byte[] bytes, int from, int to) {
    int start = from;
    while (to - start >= PREFIX.length()
        && Bytes.ascii(bytes, start, PREFIX.length()).equals(PREFIX)) {
      start += PREFIX.length();
    }
    Metadata metadata = new Metadata();
    try {
      new TiffReader()
          .processTiff(
              new ByteArrayReader(Arrays.copyOfRange(bytes, start, to)),
              new ExifTiffHandler(metadata, null, 0),
              0);
    } catch (TiffProcessingException | IOException | RuntimeException e) {
      return NONE;
    }
    ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    if (directory == null) {
      return NONE;
    }
    Integer value = directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
    return value == null ? AS_STORED : valid(value);
  }

  /** The one that decides of two that a file has: the first that is not of a broken block. */
  static int first(int known, int more) {
    return known == NONE ? more : known;
  }

  /** The orientation, or 1 if it is outside 1 .. 8. */
  static int valid(int orientation) {
    return orientation >= AS_STORED && orientation <= LAST ? orientation : AS_STORED;
  }

  /** The upright image. */
  static Raster apply(Raster stored, int orientation) {
    if (orientation == AS_STORED) {
      return stored;
    }
    boolean swap = swapsSides(orientation);
    int height = swap ? stored.width() : stored.height();
    int width = swap ? stored.height() : stored.width();
    boolean fromBottom =
        orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    boolean fromRight =
        orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    int channels = stored.channels();
    char[] in = stored.samples();
    char[] out = new char[in.length];
    int to = 0;
    for (int r = 0; r < height; r++) {
      int a = fromBottom ? height - 1 - r : r;
      for (int q = 0; q < width; q++) {
        int b = fromRight ? width - 1 - q : q;
        int from = (swap ? b * stored.width() + a : a * stored.width() + b) * channels;
        for (int c = 0; c < channels; c++) {
          out[to++] = in[from + c];
        }
      }
    }
    return new Raster(height, width, channels, stored.bits(), out);
  }
}
