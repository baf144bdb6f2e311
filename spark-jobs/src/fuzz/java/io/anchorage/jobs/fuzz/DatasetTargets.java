package io.anchorage.jobs.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorage.fuzz.Target;
import io.anchorage.jobs.config.SourceConfig;
import io.anchorage.jobs.source.ImageSource;
import io.anchorage.jobs.source.ItemRef;
import io.anchorage.jobs.source.SourceImage;
import io.anchorage.jobs.source.open.ImageSources;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;

/**
 * Datasets of which one file is damaged: each image that is listed must come out once, as pixels or
 * as a reason why not.
 */
final class DatasetTargets {
  private static final int IMAGES = 6;
  private static final int SIDE = 8;

  /** More images than any damaged file of this size can hold. */
  private static final int MOST = 100_000;

  private static final Configuration HADOOP = new Configuration();

  private final Path root;

  DatasetTargets(Path root) {
    this.root = root;
  }

  List<Target> all() throws IOException, SQLException {
    byte[] images = idx(0x803, IMAGES, SIDE, SIDE);
    byte[] labels = idx(0x801, IMAGES);
    Path plain = folder("idx");
    Files.write(plain.resolve("train-images-idx3-ubyte"), images);
    Files.write(plain.resolve("train-labels-idx1-ubyte"), labels);
    Path second = folder("idx-labels");
    Files.write(second.resolve("train-images-idx3-ubyte"), images);
    Path zipped = folder("idx-gz");
    Files.write(zipped.resolve("train-labels-idx1-ubyte"), labels);
    Path cifar = folder("cifar");
    Path parquet = folder("parquet");
    Path csv = folder("csv");
    for (int i = 0; i < IMAGES; i++) {
      Files.write(csv.resolve(i + ".png"), png(i));
    }
    byte[] list =
        "path,label,split\n0.png,cat,train\n1.png,dog,test\n2.png,cat,train\n".getBytes(UTF_8);
    return List.of(
        target("idx-images", plain, "train-images-idx3-ubyte", List.of(images), List.of(), ""),
        target("idx-labels", second, "train-labels-idx1-ubyte", List.of(labels), List.of(), ""),
        target(
            "idx-gz", zipped, "train-images-idx3-ubyte.gz", List.of(gzip(images)), List.of(), ""),
        target("cifar", cifar, "data_batch_1.bin", List.of(new byte[3 * 3073]), List.of(), ""),
        target("parquet-images", parquet, "train.parquet", parquets(), List.of(), ""),
        target(
            "label-file",
            csv,
            "labels.csv",
            List.of(list),
            FileTarget.bytes(
                "\"", ",", "\n", ";", "\t", "../", "#", "\r\n", "\uFEFF", "/etc/passwd"),
            "labels.csv"));
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  private static Target target(
      String name,
      Path folder,
      String file,
      List<byte[]> seeds,
      List<byte[]> words,
      String labels) {
    SourceConfig config = SourceConfig.defaults().withLabels(labels);
    return new FileTarget(name, seeds, words, folder.resolve(file), () -> readAll(config, folder));
  }

  private static void readAll(SourceConfig config, Path folder) {
    ImageSource source = ImageSources.open(config, folder.toString(), HADOOP, 0);
    List<ItemRef> items = new ArrayList<>();
    Iterator<ItemRef> listed = source.items();
    while (listed.hasNext()) {
      items.add(listed.next());
      if (items.size() > MOST) {
        throw new AssertionError("more than " + MOST + " images are listed");
      }
    }
    Set<String> left = new HashSet<>();
    items.forEach(item -> left.add(item.id()));
    if (left.size() < items.size()) {
      throw new AssertionError("an id is listed twice");
    }
    Iterator<SourceImage> read = source.read(items);
    while (read.hasNext()) {
      SourceImage image = read.next();
      if (!left.remove(image.item().id())) {
        throw new AssertionError(image.item().id() + " was read twice");
      }
      if (image instanceof SourceImage.Unreadable bad && bad.message().contains("\n")) {
        throw new AssertionError("a message of several lines: " + bad.message());
      }
    }
    if (!left.isEmpty()) {
      throw new AssertionError(left.size() + " images were neither read nor refused");
    }
  }

  private static byte[] idx(int magic, int count, int... sides) {
    int record = 1;
    for (int side : sides) {
      record *= side;
    }
    ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * sides.length + count * record);
    bytes.putInt(magic).putInt(count);
    for (int side : sides) {
      bytes.putInt(side);
    }
    return bytes.array();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  static byte[] png(int seed) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int p = 0; p < SIDE * SIDE; p++) {
      image.getRaster().setSample(p % SIDE, p / SIDE, 0, (seed * 31 + p * (seed % 7 + 3)) & 255);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Tables as datasets writes them, compressed and not, with labels as numbers and as text. */
  private List<byte[]> parquets() throws IOException, SQLException {
    Path png = folder("png");
    for (int i = 0; i < IMAGES; i++) {
      Files.write(png.resolve(i + ".png"), png(i));
    }
    List<byte[]> files = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      for (String label : List.of("length(filename) % 3", "'cat'")) {
        for (String codec : List.of("uncompressed", "snappy", "zstd")) {
          Path file = root.resolve("seed.parquet");
          statement.execute(
              """
              COPY (SELECT {'bytes': content, 'path': filename} AS image, %s AS label
                    FROM read_blob('%s/*.png'))
              TO '%s' (FORMAT parquet, COMPRESSION '%s')
              """
                  .formatted(label, png, file, codec));
          files.add(Files.readAllBytes(file));
        }
      }
    }
    return files;
  }
}
