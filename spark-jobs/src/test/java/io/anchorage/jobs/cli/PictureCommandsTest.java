package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code decode} and {@code verify} on real tables of all families.
 *
 * <p>Over 300 lines, because all commands share the tables, which take the longest to fit.
 */
final class PictureCommandsTest {
  private static final Path SAMPLE = Path.of("../conf/sample/fashion-mnist").toAbsolutePath();

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path input;

  @BeforeAll
  static void fitAllFamilies() throws IOException {
    input = Files.createDirectory(shared.resolve("fashion-mnist"));
    try (Stream<Path> files = Files.list(SAMPLE)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".gz")).toList()) {
        Files.copy(file, input.resolve(file.getFileName()));
      }
    }
    fit("siren", "--set", "fit.stop.steps=100", "--set", "fit.repeats=2");
    fit("finer", "--set", "fit.stop.steps=20");
    fit("fourier", "--set", "fit.stop.steps=20");
    fit(
        "arc",
        "--set",
        "fit.stop.steps=40",
        "--set",
        "fit.family.decoder.images=10",
        "--set",
        "fit.family.decoder.steps=40");
  }

  private static void fit(String family, String... flags) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "fit",
                "--config",
                "../conf/" + family + "-fashion-mnist.yaml",
                "--input",
                input.toString(),
                "--output",
                table(family),
                "--split",
                "test",
                "--limit",
                "12",
                "--master",
                "local[2]"));
    words.addAll(List.of(flags));
    Ran ran = Ran.of(words.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  private static String table(String family) {
    return shared.resolve(family).toString();
  }

  @Test
  void a_field_comes_back_as_an_image_of_its_size() throws IOException {
    Path picture = folder.resolve("one.png");
    Ran ran = decode("siren", "--id", "fashion-mnist/test/7", "--output", picture.toString());

    assertThat(ran.out()).contains("fashion-mnist/test/7", "28x28");
    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image.getWidth()).isEqualTo(28);
    assertThat(image.getHeight()).isEqualTo(28);
    assertThat(levels(image)).hasSizeGreaterThan(10);
  }

  @Test
  void a_field_is_drawn_as_its_gradient_or_its_laplacian() throws IOException {
    for (String family : List.of("siren", "fourier")) {
      for (String which : List.of("gradient", "laplacian")) {
        Path picture = folder.resolve(family + which + ".png");
        Ran ran =
            decode(
                family,
                "--id",
                "fashion-mnist/test/7",
                "--scale",
                "2",
                "--derivative",
                which,
                "--output",
                picture.toString());
        assertThat(ran.out()).contains(which + " of fashion-mnist/test/7, 56x56, white is ");
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(56);
      }
    }
    Ran arc =
        decodeOnly(
            "arc",
            "--id",
            "fashion-mnist/test/7",
            "--derivative",
            "gradient",
            "--output",
            folder.resolve("arc.png").toString());
    assertThat(arc.code()).isEqualTo(2);
    assertThat(arc.err()).contains("Fields of family arc have no derivatives");
  }

  @Test
  void a_field_has_any_resolution() throws IOException {
    for (String family : List.of("siren", "finer", "fourier", "arc")) {
      Path picture = folder.resolve(family + ".png");
      decode(
          family, "--id", "fashion-mnist/test/0", "--scale", "3", "--output", picture.toString());
      assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(84);
    }
  }

  @Test
  void redundant_fits_are_different_fields() throws IOException {
    Path first = folder.resolve("0.png");
    Path second = folder.resolve("1.png");
    decode("siren", "--id", "fashion-mnist/test/3", "--output", first.toString());
    decode("siren", "--id", "fashion-mnist/test/3", "--repeat", "1", "--output", second.toString());

    assertThat(Files.readAllBytes(first)).isNotEqualTo(Files.readAllBytes(second));
    Ran third = Ran.of(words("siren", "--id", "fashion-mnist/test/3", "--repeat", "2"));
    assertThat(third.code()).isEqualTo(2);
    assertThat(third.onlyError()).contains("--repeat is in 0 .. 1: 2");
  }

  @Test
  void a_sheet_has_originals_fields_and_latents() throws IOException {
    Path withClouds = folder.resolve("arc.png");
    Ran arcs = decode("arc", "--sheet", "6", "--output", withClouds.toString());
    Ran sirens = decode("siren", "--sheet", "6", "--output", folder.resolve("s.png").toString());

    assertThat(arcs.out()).contains("6 fields, 6 with their originals");
    assertThat(sirens.out()).contains("6 fields, 6 with their originals");
    // Grey images on grey paper: the only colours are the latents'.
    assertThat(colourful(ImageIO.read(withClouds.toFile()))).isGreaterThan(6 * 39 * 10);
    assertThat(colourful(ImageIO.read(folder.resolve("s.png").toFile()))).isZero();
  }

  @Test
  void a_sheet_never_has_more_than_there_are() throws IOException {
    Ran ran = decode("arc", "--sheet", "400", "--output", folder.resolve("all.png").toString());

    assertThat(ran.out()).contains("12 fields");
  }

  @Test
  void without_the_dataset_fields_stand_alone_and_it_is_said() throws IOException {
    Path elsewhere = shared.resolve("elsewhere");
    Files.move(input, elsewhere);
    try {
      Path picture = folder.resolve("alone.png");
      Ran ran = decode("arc", "--sheet", "4", "--output", picture.toString());
      assertThat(ran.out())
          .contains("0 with their originals", "no originals: Input does not exist");

      Ran there =
          decode(
              "arc",
              "--sheet",
              "4",
              "--input",
              elsewhere.toString(),
              "--output",
              folder.resolve("there.png").toString());
      assertThat(there.out()).contains("4 with their originals");
      assertThat(ImageIO.read(picture.toFile()).getWidth())
          .isLessThan(ImageIO.read(folder.resolve("there.png").toFile()).getWidth());

      Ran verified = Ran.of("verify", table("arc"));
      assertThat(verified.code()).isZero();
      assertThat(verified.out()).contains("0 compared", "no images: Input does not exist");
    } finally {
      Files.move(elsewhere, input);
    }
  }

  @Test
  void images_that_have_changed_are_not_taken_for_originals() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(
        input.resolve("train-images-idx3-ubyte.gz"), other.resolve("t10k-images-idx3-ubyte.gz"));
    Files.copy(
        input.resolve("train-labels-idx1-ubyte.gz"), other.resolve("t10k-labels-idx1-ubyte.gz"));

    Ran ran =
        decode(
            "arc",
            "--sheet",
            "3",
            "--input",
            other.toString(),
            "--output",
            folder.resolve("x.png").toString());

    assertThat(ran.out()).contains("3 fields, 0 with their originals");
  }

  @Test
  void a_sound_table_reconstructs_to_the_psnr_of_its_rows() {
    for (String family : List.of("siren", "finer", "fourier", "arc")) {
      Ran ran = Ran.of("verify", table(family), "--sample", "8");
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.out()).contains("8 fields reconstructed, 8 compared", "within 0.00", "sound");
    }
  }

  private static final String BOOT = "fashion-mnist/test/0";

  private byte[] changed(String family, String... flags) throws IOException {
    Path picture = folder.resolve("changed.png");
    List<String> words = new ArrayList<>(List.of("--id", BOOT, "--output", picture.toString()));
    words.addAll(List.of(flags));
    decode(family, words.toArray(String[]::new));
    return Files.readAllBytes(picture);
  }

  @Test
  void a_change_of_a_cloud_changes_its_picture_and_the_seed_decides_how() throws IOException {
    byte[] still = changed("arc");

    assertThat(changed("arc", "--change", "{kind: rotate, degrees: 0}")).isEqualTo(still);
    byte[] turned = changed("arc", "--change", "{kind: rotate, degrees: 90}");
    assertThat(turned).isNotEqualTo(still);
    assertThat(changed("arc", "--change", "{kind: rotate, degrees: 90}")).isEqualTo(turned);
    assertThat(changed("arc", "--change", "{kind: rotate, degrees: 90}", "--seed", "1"))
        .isNotEqualTo(turned);
    assertThat(changed("arc", "--change", "push", "--change", "flip")).isNotEqualTo(still);
  }

  @Test
  void a_network_whose_units_change_places_draws_the_same_and_one_whose_image_moves_does_not()
      throws IOException {
    byte[] still = changed("siren");

    assertThat(changed("siren", "--change", "reorder")).isEqualTo(still);
    assertThat(changed("siren", "--change", "move-image")).isNotEqualTo(still);
  }

  @Test
  void mixed_clouds_are_drawn_beside_the_fields_that_they_are_of() throws IOException {
    Path sheet = folder.resolve("mixed.png");

    Ran ran = decode("arc", "--sheet", "4", "--change", "arc-mix", "--output", sheet.toString());

    assertThat(ran.out()).contains("4 fields beside what the change makes of them");
    assertThat(colourful(ImageIO.read(sheet.toFile()))).isGreaterThan(100);
  }

  @Test
  void a_change_that_is_not_for_the_fields_is_one_line() {
    Object[][] mistakes = {
      {"arc", List.of("--id", BOOT, "--change", "arc-mix"), "joins two fields: give --sheet N"},
      {"arc", List.of("--id", BOOT, "--change", "rotat"), "rotate"},
      {"arc", List.of("--id", BOOT, "--change", "{kind: rotate, degree: 1}"), "degrees"},
      {"arc", List.of("--id", BOOT, "--change", "random-labels"), "is not of"},
      {"siren", List.of("--id", BOOT, "--change", "rotate"), "family siren, which have no anchors"},
      {"arc", List.of("--id", BOOT, "--change", "reorder"), "family arc, whose number"},
      {"arc", List.of("--curves", "--change", "rotate"), "leave out --curves"},
    };
    for (Object[] mistake : mistakes) {
      @SuppressWarnings("unchecked")
      List<String> flags = (List<String>) mistake[1];
      Ran ran = Ran.of(words((String) mistake[0], flags.toArray(String[]::new)));
      assertThat(ran.onlyError()).contains((String) mistake[2]);
      assertThat(ran.code()).isEqualTo(2);
    }
  }

  @Test
  void spectra_compare_tables_of_the_same_images_and_the_error_grows_with_the_frequency()
      throws IOException {
    Path plot = folder.resolve("spectrum.png");

    Ran ran = Ran.of("spectrum", table("siren"), table("arc"), "--output", plot.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("spectrum.png", "spectrum.csv: 12 images");
    assertThat(ImageIO.read(plot.toFile()).getWidth()).isGreaterThan(600);
    List<String> lines = Files.readAllLines(folder.resolve("spectrum.csv"));
    assertThat(lines).hasSize(1 + 15);
    assertThat(lines.get(0).split(",", -1)).hasSize(6);
    assertThat(share(lines.get(2))).isLessThan(share(lines.get(10)));
  }

  /** The first table's error as a share of the images' power, of one line of the CSV. */
  private static double share(String line) {
    String[] numbers = line.split(",", -1);
    return Double.parseDouble(numbers[3]) / Double.parseDouble(numbers[1]);
  }

  @Test
  void spectra_without_images_or_of_nothing_are_one_line() {
    String output = folder.resolve("no.png").toString();

    Ran none = Ran.of("spectrum", table("siren"), "--images", "0", "--output", output);
    Ran gone = Ran.of("spectrum", table("siren"), "--input", "/nothing", "--output", output);

    assertThat(none.onlyError()).contains("--images must be at least 1: 0");
    assertThat(none.code()).isEqualTo(2);
    assertThat(gone.onlyError()).contains("/nothing");
    assertThat(gone.code()).isEqualTo(3);
  }

  @Test
  void a_damaged_table_is_one_line_and_names_the_file() throws IOException {
    Path copy = folder.resolve("copy");
    copy(Path.of(table("siren")), copy);
    Path shard;
    try (Stream<Path> files = Files.walk(copy)) {
      shard = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length / 2] ^= 1;
    Files.write(shard, bytes);

    Ran ran = Ran.of("verify", copy.toString());

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.onlyError())
        .contains(copy.toString(), "damaged", shard.getFileName().toString());
  }

  @Test
  void mistakes_are_one_line_each() {
    Object[][] mistakes = {
      {new String[] {}, 2, "--id ID"},
      {new String[] {"--id", "a", "--sheet", "3"}, 2, "either"},
      {new String[] {"--sheet", "0"}, 2, "1 .. 500"},
      {new String[] {"--id", "a", "--scale", "0"}, 2, "--scale"},
      {new String[] {"--id", "fashion-mnist/test/0", "--scale", "40000"}, 2, "too large"},
      {new String[] {"--id", "nobody"}, 3, "ids look like fashion-mnist/test/"},
      {new String[] {"--sheet", "3", "--input", "/nothing/there"}, 3, "/nothing/there"},
    };
    for (Object[] mistake : mistakes) {
      Ran ran = Ran.of(words("siren", (String[]) mistake[0]));
      assertThat(ran.onlyError()).contains((String) mistake[2]);
      assertThat(ran.code()).isEqualTo(mistake[1]);
    }
  }

  @Test
  void a_picture_that_cannot_be_written_is_one_line() {
    Ran ran = decodeOnly("siren", "--sheet", "1", "--output", folder + "/no/such/folder/x.png");

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.onlyError()).contains("no/such/folder", "--output");
  }

  private String[] words(String family, String... flags) {
    List<String> words = new ArrayList<>(List.of("decode", table(family)));
    words.addAll(List.of("--output", folder.resolve("ignored.png").toString()));
    words.addAll(List.of(flags));
    return words.toArray(String[]::new);
  }

  private static Ran decodeOnly(String family, String... flags) {
    List<String> words = new ArrayList<>(List.of("decode", table(family)));
    words.addAll(List.of(flags));
    return Ran.of(words.toArray(String[]::new));
  }

  private static Ran decode(String family, String... flags) {
    Ran ran = decodeOnly(family, flags);
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran;
  }

  private static Set<Integer> levels(BufferedImage image) {
    Set<Integer> levels = new TreeSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        levels.add(image.getRGB(x, y));
      }
    }
    return levels;
  }

  /** Pixels that are far from grey. */
  private static int colourful(BufferedImage image) {
    int count = 0;
    for (int rgb :
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
      int red = rgb >> 16 & 0xFF;
      int green = rgb >> 8 & 0xFF;
      int blue = rgb & 0xFF;
      int spread = Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
      count += spread > 60 ? 1 : 0;
    }
    return count;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
