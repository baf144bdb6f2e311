package io.anchorage.fuzz.files;

import io.anchorage.fuzz.Target;
import io.anchorage.signal.codec.TestImages;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** The image formats, with images of every layout that the JDK's encoders and the fixtures have. */
final class ImageTargets {
  private static final int[] TYPES = {
    BufferedImage.TYPE_BYTE_GRAY,
    BufferedImage.TYPE_3BYTE_BGR,
    BufferedImage.TYPE_4BYTE_ABGR,
    BufferedImage.TYPE_USHORT_GRAY,
    BufferedImage.TYPE_BYTE_BINARY,
    BufferedImage.TYPE_BYTE_INDEXED
  };

  private ImageTargets() {}

  static List<Target> all() {
    return List.of(
        new ImageTarget("png", encoded("png", true), ImageTargets::withChecksums),
        target("jpeg", encoded("jpeg", true), "progressive.jpg", "subsampled.jpg", "cmyk.jpg"),
        target("gif", encoded("gif", true), "interlaced.gif"),
        target("bmp", encoded("bmp", false), new String[0]),
        target(
            "tiff",
            encoded("tiff", false),
            "rgb.tif",
            "rgba.tif",
            "grey16.tif",
            "bilevel.tif",
            "jpeg.tif",
            "float.tif",
            "cmyk.tif"),
        target(
            "webp",
            List.of(),
            "rgb.webp",
            "rgba.webp",
            "lossy.webp",
            "turned.webp",
            "animated.webp",
            "profile.webp"));
  }

  private static Target target(String name, List<byte[]> encoded, String... fixtures) {
    List<byte[]> seeds = new ArrayList<>(encoded);
    for (String fixture : fixtures) {
      seeds.add(TestImages.fixture(fixture));
    }
    return new ImageTarget(name, List.copyOf(seeds), UnaryOperator.identity());
  }

  /** Small images of all types that a format's encoder takes, by each of its compressions. */
  private static List<byte[]> encoded(String format, boolean progressive) {
    List<byte[]> files = new ArrayList<>();
    for (int type : TYPES) {
      BufferedImage image = picture(type);
      ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
      files.add(written(writer, image, writer.getDefaultWriteParam()));
      if (progressive) {
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        files.add(written(writer, image, param));
      } else {
        files.addAll(compressed(writer, image));
      }
      writer.dispose();
    }
    files.removeIf(file -> file.length == 0);
    return files;
  }

  private static List<byte[]> compressed(ImageWriter writer, BufferedImage image) {
    List<byte[]> files = new ArrayList<>();
    String[] kinds = writer.getDefaultWriteParam().getCompressionTypes();
    for (String kind : kinds == null ? new String[0] : kinds) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType(kind);
      files.add(written(writer, image, param));
    }
    return files;
  }

  private static byte[] written(ImageWriter writer, BufferedImage image, ImageWriteParam param) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException | RuntimeException e) {
      // Not every encoder and compression takes every type of image.
      return new byte[0];
    }
    return out.toByteArray();
  }

  private static BufferedImage picture(int type) {
    int side = 19;
    byte[] ramp = new byte[4];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (byte) (60 * i);
    }
    BufferedImage image =
        type == BufferedImage.TYPE_BYTE_BINARY
            ? new BufferedImage(side, side, type, new IndexColorModel(2, 4, ramp, ramp, ramp))
            : new BufferedImage(side, side, type);
    for (int p = 0; p < side * side; p++) {
      image.setRGB(p % side, p / side, 0x80000000 | (p * 40503 & 0xFFFFFF));
    }
    return image;
  }

  /** A PNG whose chunks have the right CRC, as far as its lengths can be followed. */
  private static byte[] withChecksums(byte[] png) {
    byte[] right = png.clone();
    ByteBuffer bytes = ByteBuffer.wrap(right);
    long at = 8;
    while (at + 12 <= right.length) {
      long length = bytes.getInt((int) at) & 0xFFFFFFFFL;
      if (at + 12 + length > right.length) {
        return right;
      }
      CRC32 crc = new CRC32();
      crc.update(right, (int) at + 4, 4 + (int) length);
      bytes.putInt((int) (at + 8 + length), (int) crc.getValue());
      at += 12 + length;
    }
    return right;
  }
}
