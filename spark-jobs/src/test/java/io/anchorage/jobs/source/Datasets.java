package io.anchorage.jobs.source;

import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.source.open.ImageSources;
import io.anchorage.signal.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;

/** Small datasets for the tests of sources, and what is read from them. */
public final class Datasets {
  private Datasets() {}

  public static final SourceConfig AUTO = SourceConfig.defaults();

  public static ImageSource open(Path folder) {
    return open(AUTO, folder);
  }

  public static ImageSource open(SourceConfig config, Path folder) {
    return ImageSources.open(config, folder.toString(), new Configuration(), 0);
  }

  /** Sample {@code p} of image {@code i} of an IDX set. */
  public static int sample(int i, int p) {
    return (i * 31 + p * 7) & 0xFF;
  }

  public static byte[] idxImages(int count, int height, int width) {
    ByteBuffer bytes = ByteBuffer.allocate(16 + count * height * width);
    bytes.putInt(0x803).putInt(count).putInt(height).putInt(width);
    for (int i = 0; i < count; i++) {
      for (int p = 0; p < height * width; p++) {
        bytes.put((byte) sample(i, p));
      }
    }
    return bytes.array();
  }

  /** Label {@code i} is {@code i % 10}. */
  public static byte[] idxLabels(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      bytes.put((byte) (i % 10));
    }
    return bytes.array();
  }

  public static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  public static Path write(Path folder, String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  public static List<ItemRef> items(ImageSource source) {
    List<ItemRef> items = new ArrayList<>();
    source.items().forEachRemaining(items::add);
    return items;
  }

  public static List<SourceImage> read(ImageSource source, List<ItemRef> items) {
    List<SourceImage> images = new ArrayList<>();
    source.read(items).forEachRemaining(images::add);
    return images;
  }

  /** All images of a source, in its order, each as one line of text. */
  public static List<String> all(ImageSource source) {
    return read(source, items(source)).stream().map(Datasets::describe).toList();
  }

  /** All images, read in so many runs by copies of the source, as executors do. */
  public static List<String> inRuns(ImageSource source, int runs) {
    List<ItemRef> items = items(source);
    List<String> images = new ArrayList<>();
    for (int r = 0; r < runs; r++) {
      List<ItemRef> run = items.subList(items.size() * r / runs, items.size() * (r + 1) / runs);
      read(sent(source), run).forEach(image -> images.add(describe(image)));
    }
    return images;
  }

  public static ImageSource sent(ImageSource source) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(source);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        return (ImageSource) in.readObject();
      }
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  public static String describe(SourceImage image) {
    if (image instanceof SourceImage.Decoded decoded) {
      Raster raster = decoded.raster();
      return "%s: %dx%dx%d of %d bits, label %d '%s', samples %s"
          .formatted(
              image.item().id(),
              raster.width(),
              raster.height(),
              raster.channels(),
              raster.bits(),
              decoded.label(),
              decoded.labelName(),
              new String(raster.samples()).chars().boxed().toList());
    }
    SourceImage.Unreadable unreadable = (SourceImage.Unreadable) image;
    return "%s: %s failed, %s: %s"
        .formatted(image.item().id(), unreadable.stage(), unreadable.error(), unreadable.message());
  }
}
