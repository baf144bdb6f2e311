package io.anchorage.signal.codec;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifTiffHandler;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.anchorage.signal.BadImageException;
import io.anchorage.signal.Raster;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * The first page of a TIFF 6.0 file (Adobe, 1992), decoded by TwelveMonkeys: grey, RGB, palette and
 * YCbCr of 1, 2, 4, 8 or 16 bits, CMYK of 8. Of a palette's 16-bit entries the high bytes are used,
 * or the low bytes if no entry exceeds 255.
 */
final class TiffCodec implements ImageCodec {
  private static final int WIDTH = 0x100;
  private static final int HEIGHT = 0x101;
  private static final int BITS = 0x102;
  private static final int PHOTOMETRIC = 0x106;
  private static final int STRIP_OFFSETS = 0x111;
  private static final int ORIENTATION = 0x112;
  private static final int SAMPLES = 0x115;
  private static final int STRIP_LENGTHS = 0x117;
  private static final int PALETTE = 0x140;
  private static final int TILE_WIDTH = 0x142;
  private static final int TILE_HEIGHT = 0x143;
  private static final int TILE_OFFSETS = 0x144;
  private static final int TILE_LENGTHS = 0x145;
  private static final int EXTRA_SAMPLES = 0x152;
  private static final int SAMPLE_FORMAT = 0x153;

  private static final int PHOTOMETRIC_PALETTE = 3;
  private static final int PHOTOMETRIC_INKS = 5;
  private static final int UNASSOCIATED_ALPHA = 2;
  private static final int UNSIGNED = 1;

  /** The longest side of a tile that is larger than its image. */
  private static final int MOST_TILE_SIDE = 4096;

  @Override
  public ImageHeader header(byte[] bytes) throws BadImageException {
    Directory page = firstPage(bytes);
    int width = number(page, WIDTH, 0);
    int height = number(page, HEIGHT, 0);
    int bits = bits(page, width, height);
    checkTiles(page, width, height);
    return ImageHeader.stored(
            ImageFormat.TIFF,
            width,
            height,
            channels(page, width, height),
            bits == 16 ? 16 : 8,
            Orientation.valid(number(page, ORIENTATION, Orientation.AS_STORED)))
        .withPalette(number(page, PHOTOMETRIC, 0) == PHOTOMETRIC_PALETTE);
  }

  @Override
  public Raster pixels(byte[] bytes, ImageHeader header) throws BadImageException, IOException {
    Directory page = firstPage(bytes);
    checkLength(page, bytes, STRIP_OFFSETS, STRIP_LENGTHS);
    checkLength(page, bytes, TILE_OFFSETS, TILE_LENGTHS);
    ImageReader reader = new TIFFImageReaderSpi().createReaderInstance(null);
    try (ImageInputStream in = new ByteArrayImageInputStream(bytes)) {
      reader.setInput(in, true, true);
      BufferedImage image = reader.read(0);
      return switch (number(page, PHOTOMETRIC, 0)) {
        case PHOTOMETRIC_PALETTE -> DecodedImage.indexed(image, palette(page));
        case PHOTOMETRIC_INKS -> DecodedImage.inks(image);
        default -> DecodedImage.raster(image, header);
      };
    } finally {
      reader.dispose();
    }
  }

  private static Directory firstPage(byte[] bytes) throws BadImageException {
    Metadata metadata = new Metadata();
    try {
      new TiffReader()
          .processTiff(new ByteArrayReader(bytes), new ExifTiffHandler(metadata, null, 0), 0);
    } catch (TiffProcessingException | IOException e) {
      throw new BadImageException("TIFF image has a broken header: " + e.getMessage(), e);
    }
    Directory page = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    if (page == null || page.getTagCount() == 0) {
      throw new BadImageException(
          "TIFF image is truncated: %d bytes without its header".formatted(bytes.length));
    }
    return page;
  }

  private static int bits(Directory page, int width, int height) throws BadImageException {
    int bits = number(page, BITS, 1);
    boolean even = true;
    for (int b : numbers(page, BITS)) {
      even &= b == bits;
    }
    boolean read = bits == 8 || bits == 16;
    boolean readAlone = (bits == 1 || bits == 2 || bits == 4) && number(page, SAMPLES, 1) == 1;
    int format = number(page, SAMPLE_FORMAT, UNSIGNED);
    if (!even || !(read || readAlone) || format != UNSIGNED) {
      throw new BadImageException(
          "TIFF image of %dx%d is of an unsupported kind: %s bits a sample, sample format %d"
              .formatted(width, height, Arrays.toString(numbers(page, BITS)), format));
    }
    return bits;
  }

  private static int channels(Directory page, int width, int height) throws BadImageException {
    int photometric = number(page, PHOTOMETRIC, -1);
    int samples = number(page, SAMPLES, 1);
    int colours =
        switch (photometric) {
          case 0, 1, PHOTOMETRIC_PALETTE -> 1;
          case 2, 6 -> 3;
          case PHOTOMETRIC_INKS -> 4;
          default -> 0;
        };
    boolean alpha = samples == colours + 1 && number(page, EXTRA_SAMPLES, 0) == UNASSOCIATED_ALPHA;
    boolean indexed = photometric == PHOTOMETRIC_PALETTE;
    boolean inks = photometric == PHOTOMETRIC_INKS;
    boolean deepInks = inks && number(page, BITS, 1) != 8;
    if (colours == 0 || deepInks || !(samples == colours || (alpha && !indexed && !inks))) {
      throw new BadImageException(
          ("TIFF image of %dx%d is of an unsupported kind: photometric interpretation %d, %d"
                  + " samples a pixel, extra samples %s; grey, RGB, unassociated alpha and CMYK of 8"
                  + " bits are read")
              .formatted(
                  width,
                  height,
                  photometric,
                  samples,
                  Arrays.toString(numbers(page, EXTRA_SAMPLES))));
    }
    if (indexed) {
      return palette(page).channels();
    }
    return inks ? 3 : samples;
  }

  private static Palette palette(Directory page) throws BadImageException {
    int[] stored = numbers(page, PALETTE);
    int size = stored.length / 3;
    if (size == 0 || number(page, BITS, 1) > 8) {
      throw new BadImageException("TIFF image has no palette of up to 256 colours");
    }
    int shift = Arrays.stream(stored).max().orElse(0) > 255 ? 8 : 0;
    int[] rgb = new int[3 * size];
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = stored[c * size + i] >> shift;
      }
    }
    return new Palette(rgb, null);
  }

  /** Refuses huge tiles: a reader allocates memory for a whole tile, however small the image. */
  private static void checkTiles(Directory page, int width, int height) throws BadImageException {
    int tileWidth = number(page, TILE_WIDTH, 1);
    int tileHeight = number(page, TILE_HEIGHT, 1);
    if (tileWidth < 1
        || tileHeight < 1
        || tileWidth > Math.max(width, MOST_TILE_SIDE)
        || tileHeight > Math.max(height, MOST_TILE_SIDE)) {
      throw new BadImageException(
          "TIFF image of %dx%d has tiles of %sx%s"
              .formatted(
                  width,
                  height,
                  Integer.toUnsignedString(tileWidth),
                  Integer.toUnsignedString(tileHeight)));
    }
  }

  private static void checkLength(Directory page, byte[] bytes, int offsets, int lengths)
      throws BadImageException {
    int[] from = numbers(page, offsets);
    int[] length = numbers(page, lengths);
    for (int i = 0; i < Math.min(from.length, length.length); i++) {
      long end = Integer.toUnsignedLong(from[i]) + Integer.toUnsignedLong(length[i]);
      if (end > bytes.length) {
        throw new BadImageException(
            "TIFF image is truncated: %d bytes, its pixels reach to %d"
                .formatted(bytes.length, end));
      }
    }
  }

  /** The first number of a tag. */
  private static int number(Directory page, int tag, int missing) {
    int[] numbers = numbers(page, tag);
    return numbers.length == 0 ? missing : numbers[0];
  }

  private static int[] numbers(Directory page, int tag) {
    Object value = page.getObject(tag);
    if (value instanceof Number number) {
      return new int[] {number.intValue()};
    }
    if (value instanceof long[] many) {
      return Arrays.stream(many).mapToInt(n -> (int) n).toArray();
    }
    int[] numbers = value == null ? null : page.getIntArray(tag);
    return numbers == null ? new int[0] : numbers;
  }
}
