package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each mistake is one line on stderr with an exit code of its kind, and loses nothing.
 *
 * <p>Over 300 lines, because it is one list of mistakes.
 */
final class BadInputTest {
  private static final Path SAMPLE = Path.of("../conf/sample/fashion-mnist").toAbsolutePath();
  private static final String[] QUICK = {
    "--master",
    "local[2]",
    "--set",
    "fit.stop.steps=2",
    "--set",
    "fit.family.width=4",
    "--set",
    "source.format=auto",
    "--set",
    "source.dataset=bad"
  };

  @TempDir Path folder;

  @BeforeAll
  static void mount() {
    StubbornDisk.mount();
  }

  @AfterAll
  static void unmount() {
    StubbornDisk.unmount();
  }

  @Test
  void a_missing_path() {
    Ran ran = fit(folder.resolve("nothing"), table());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.onlyError()).contains(folder.resolve("nothing").toString(), "--input");
    assertThat(table()).doesNotExist();
  }

  @Test
  void an_empty_dataset() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    Ran ran = fit(empty, table());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.onlyError()).contains("empty", empty.toString(), "--input");
  }

  @Test
  void a_truncated_idx_file() throws IOException {
    Path images = idx(8, 8);
    Files.write(images, java.util.Arrays.copyOf(Files.readAllBytes(images), 300));

    Ran ran = fit(images.getParent(), table());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.onlyError()).contains("truncated", images.getFileName().toString());
  }

  @Test
  void a_truncated_compressed_idx_file() throws IOException {
    Path input = Files.createDirectory(folder.resolve("idx"));
    for (String kind : List.of("images-idx3", "labels-idx1")) {
      String name = "t10k-" + kind + "-ubyte.gz";
      Files.copy(SAMPLE.resolve(name), input.resolve(name));
    }
    Path images = input.resolve("t10k-images-idx3-ubyte.gz");
    byte[] bytes = Files.readAllBytes(images);
    Files.write(images, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    Ran ran = fit(input, table());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.onlyError()).contains("ends prematurely", images.getFileName().toString());
  }

  @Test
  void an_idx_file_of_wrong_magic() throws IOException {
    Path images = idx(8, 8);
    byte[] bytes = Files.readAllBytes(images);
    bytes[3] = 7;
    Files.write(images, bytes);

    Ran ran = fit(images.getParent(), table());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.onlyError()).contains("magic", "0x00000807", images.getFileName().toString());
  }

  @Test
  void labels_of_another_length() throws IOException {
    Ran ran = fit(idx(8, 7).getParent(), table());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.onlyError()).contains("8", "7", "labels");
  }

  @Test
  void images_of_no_size() throws IOException {
    Path images = idx(8, 8);
    byte[] bytes = Files.readAllBytes(images);
    ByteBuffer.wrap(bytes).putInt(8, 0);
    Files.write(images, bytes);

    Ran ran = fit(images.getParent(), table());

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.onlyError()).contains(images.getFileName().toString(), "28x0");
  }

  @Test
  void bad_images_among_good_ones_are_rows_of_the_failures_table() throws IOException {
    Path input = pictures(4);
    Files.writeString(input.resolve("not-an-image.png"), "a cat, believe me");
    byte[] whole = png(9);
    Files.write(input.resolve("truncated.png"), java.util.Arrays.copyOf(whole, whole.length / 2));
    Files.write(input.resolve("huge.png"), claiming(100_000, 100_000));
    Files.write(input.resolve("zero.png"), claiming(0, 5));

    Ran ran = fit(input, table(), "--set", "run.failure-budget=0.5");

    assertThat(ran.code()).as(ran.err()).isEqualTo(0);
    assertThat(ran.out()).contains("4 fields of 8 images");
    String inspected = Ran.of("inspect", "--json", table().toString()).out();
    assertThat(inspected).contains("\"fields\" : 4,", "\"failed\" : 4,");
    assertThat(inspected)
        .contains("not-an-image.png", "truncated.png", "huge.png", "100000x100000", "zero.png");
  }

  @Test
  void more_bad_images_than_the_budget_allows() throws IOException {
    Path input = pictures(4);
    Files.writeString(input.resolve("bad.png"), "no");
    Files.writeString(input.resolve("worse.png"), "no");

    Ran ran = fit(input, table());

    assertThat(ran.code()).isEqualTo(5);
    assertThat(ran.onlyError()).contains("2 of 6 images failed", "failure-budget", ".png");
    assertThat(fit(input, table(), "--resume", "--set", "run.failure-budget=1").code()).isZero();
    assertThat(Ran.of("inspect", "--json", table().toString()).out())
        .contains("\"fields\" : 4,", "\"failed\" : 2,");
  }

  @Test
  void an_unknown_config_key() throws IOException {
    Path config = Files.writeString(folder.resolve("c.yaml"), "fit:\n  famly:\n    kind: siren\n");

    Ran file = Ran.of("fit", "--config", config.toString(), "--input", "i", "--output", "o");
    Ran flag = fit(SAMPLE, table(), "--set", "fit.family.widht=8");

    assertThat(file.code()).isEqualTo(2);
    assertThat(file.onlyError()).contains("fit.famly", "c.yaml", "fit.family");
    assertThat(flag.code()).isEqualTo(2);
    assertThat(flag.onlyError()).contains("widht", "--set", "width");
  }

  @Test
  void a_value_out_of_range() {
    Ran ran = fit(SAMPLE, table(), "--set", "fit.family.width=0");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.onlyError()).contains("fit.family.width", "1 .. 4096", "0", "--set");
  }

  @Test
  void an_output_that_exists() {
    assertThat(fit(SAMPLE, table(), "--limit", "3").code()).isZero();
    String before = parameters();

    Ran ran = fit(SAMPLE, table(), "--limit", "3");

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.onlyError()).contains(table().toString(), "--resume", "--incremental");
    assertThat(parameters()).isEqualTo(before);
  }

  @Test
  void an_output_that_is_something_else() throws IOException {
    Files.createDirectories(table());
    Path diary = Files.writeString(table().resolve("diary.txt"), "dear diary");

    Ran ran = fit(SAMPLE, table());

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.onlyError()).contains("diary.txt", "--output");
    assertThat(diary).hasContent("dear diary");
  }

  @Test
  void a_table_made_by_another_recipe() {
    assertThat(fit(SAMPLE, table(), "--limit", "3").code()).isZero();
    String before = parameters();

    Ran ran = fit(SAMPLE, table(), "--incremental", "--set", "fit.seed=7");

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.onlyError()).contains(table().toString(), "seed", "7");
    assertThat(parameters()).isEqualTo(before);
  }

  @Test
  void a_decoder_that_is_not_the_tables() throws IOException {
    Path other = folder.resolve("other");
    assertThat(arc(table()).code()).isZero();
    assertThat(arc(other, "--set", "fit.seed=7").code()).isZero();
    String before = parameters();

    Ran ran = arc(table(), "--incremental", "--decoder", decoder(other).toString());

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.onlyError()).contains("--decoder", decoder(other).toString());
    assertThat(parameters()).isEqualTo(before);
  }

  @Test
  void a_tables_decoder_that_was_changed() throws IOException {
    assertThat(arc(table()).code()).isZero();
    Path decoder = decoder(table());
    byte[] bytes = Files.readAllBytes(decoder);
    bytes[bytes.length - 1] ^= 1;
    Files.write(decoder, bytes);

    for (Ran ran :
        List.of(
            arc(table(), "--incremental"),
            Ran.of("verify", table().toString()),
            Ran.of("decode", table().toString(), "--sheet", "1", "--output", "x.png"))) {
      assertThat(ran.code()).isIn(3, 4);
      assertThat(ran.onlyError()).contains(decoder.getFileName().toString(), "SHA-256");
    }
  }

  @Test
  void a_full_disk() {
    String output = "stubborn:" + table();
    StubbornDisk.ROOM.set(60_000);
    Ran full = fit(SAMPLE, output, "--partitions", "20", "--set", "fit.family.width=32");
    StubbornDisk.ROOM.set(Long.MAX_VALUE);

    assertThat(full.code()).isEqualTo(4);
    assertThat(full.onlyError()).contains("No space left on device", "--resume");

    Ran resumed = fit(SAMPLE, output, "--resume", "--set", "fit.family.width=32");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    Path whole = folder.resolve("whole");
    assertThat(fit(SAMPLE, whole, "--set", "fit.family.width=32").code()).isZero();
    assertThat(parameters()).isEqualTo(parameters(whole));
  }

  @Test
  void an_output_that_cannot_be_written() {
    StubbornDisk.ROOM.set(-1);
    Ran ran = fit(SAMPLE, "stubborn:" + table());
    StubbornDisk.ROOM.set(Long.MAX_VALUE);

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.onlyError()).contains(table().toString(), "Permission denied", "--output");
  }

  @Test
  void an_output_below_a_file() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    Ran ran = fit(SAMPLE, file.resolve("table"));

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.onlyError()).contains(file.toString(), "--output");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cuda", "djl"})
  void an_engine_without_the_solver_of_the_recipe(String engine) {
    Path table = table();
    Ran ran = arc(table, "--engine", engine, "--set", "fit.family.solver.kind=gauss-newton");

    assertThat(ran.code()).isEqualTo(6);
    assertThat(ran.onlyError())
        .isEqualTo(
            "Engine %s does not fit family arc with solver gauss-newton: choose one of these engines: auto, scalar, vector"
                .formatted(engine));
    assertThat(table).doesNotExist();
  }

  @Test
  void an_engine_that_is_not_there() {
    Ran ran = fit(SAMPLE, table(), "--engine", "abacus");

    assertThat(ran.code()).isEqualTo(6);
    assertThat(ran.onlyError()).contains("abacus", "scalar", "vector");
    assertThat(table()).doesNotExist();
  }

  @Test
  void a_resume_of_nothing_and_a_file_that_is_no_table() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "");

    assertThat(Ran.of("inspect", text.toString()).code()).isEqualTo(3);
    assertThat(Ran.of("verify", text.toString()).onlyError()).contains(text.toString());
  }

  private Path table() {
    return folder.resolve("table");
  }

  @Test
  void the_engine_cuda_without_a_gpu() {
    String before = System.setProperty("anchorage.cuda.library", "libnone-of-ours.so");
    try {
      Ran ran = fit(SAMPLE, table(), "--engine", "cuda");

      assertThat(ran.code()).isEqualTo(6);
      assertThat(ran.onlyError()).contains("Engine cuda is not available", "engine auto");
      assertThat(table()).doesNotExist();
    } finally {
      if (before == null) {
        System.clearProperty("anchorage.cuda.library");
      } else {
        System.setProperty("anchorage.cuda.library", before);
      }
    }
  }

  private Ran fit(Path input, Object output, String... flags) {
    return run("../conf/siren-fashion-mnist.yaml", input, output, List.of(QUICK), flags);
  }

  private Ran arc(Path output, String... flags) {
    List<String> quick =
        List.of(
            "--master",
            "local[2]",
            "--limit",
            "3",
            "--set",
            "fit.stop.steps=2",
            "--set",
            "fit.family.decoder.images=2",
            "--set",
            "fit.family.decoder.steps=2");
    return run("../conf/arc-fashion-mnist.yaml", SAMPLE, output, quick, flags);
  }

  private static Ran run(
      String config, Path input, Object output, List<String> quick, String... flags) {
    List<String> words = new ArrayList<>(List.of("fit", "--config", config));
    words.addAll(List.of("--input", input.toString(), "--output", output.toString()));
    words.addAll(quick);
    words.addAll(List.of(flags));
    return Ran.of(words.toArray(String[]::new));
  }

  private String parameters() {
    return parameters(table());
  }

  private static String parameters(Path table) {
    return Ran.of("inspect", "--json", table.toString())
        .out()
        .lines()
        .filter(line -> line.contains("parameters_sha256"))
        .findFirst()
        .orElseThrow();
  }

  private static Path decoder(Path table) throws IOException {
    try (var files = Files.walk(table)) {
      return files
          .filter(file -> file.toString().endsWith(".safetensors"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** The first images of the sample as plain IDX, with a file of so many labels beside it. */
  private Path idx(int images, int labels) throws IOException {
    Path input = Files.createDirectory(folder.resolve("idx"));
    ByteBuffer pixels = ByteBuffer.wrap(sample("train-images-idx3-ubyte.gz", 16 + images * 784));
    ByteBuffer classes = ByteBuffer.wrap(sample("train-labels-idx1-ubyte.gz", 8 + labels));
    Files.write(input.resolve("train-labels-idx1-ubyte"), classes.putInt(4, labels).array());
    return Files.write(input.resolve("train-images-idx3-ubyte"), pixels.putInt(4, images).array());
  }

  private static byte[] sample(String name, int bytes) throws IOException {
    byte[] packed = Files.readAllBytes(SAMPLE.resolve(name));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readNBytes(bytes);
    }
  }

  private Path pictures(int count) throws IOException {
    Path input = Files.createDirectory(folder.resolve("pictures"));
    for (int i = 0; i < count; i++) {
      Files.write(input.resolve("good-" + i + ".png"), png(i));
    }
    return input;
  }

  private static byte[] png(int seed) throws IOException {
    BufferedImage picture = new BufferedImage(12, 10, BufferedImage.TYPE_BYTE_GRAY);
    for (int p = 0; p < 120; p++) {
      picture.getRaster().setSample(p % 12, p / 12, 0, (seed * 31 + p * p) & 0xFF);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", out);
    return out.toByteArray();
  }

  /** A PNG whose header claims another size than its pixels have. */
  private static byte[] claiming(int width, int height) throws IOException {
    byte[] bytes = png(0);
    ByteBuffer.wrap(bytes).putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(bytes, 12, 17);
    ByteBuffer.wrap(bytes).putInt(29, (int) crc.getValue());
    return bytes;
  }
}
